import { isImageNotFound } from "../../../provider/services/modelarts/images";
import { catchError, openServices, project } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

let service: Service;

async function open(replies: Answering | readonly Reply[]) {
	service = await startService(replies);
	return (await openServices(service.url).for({})).modelartsImages;
}

afterEach(() => service?.close());

const base = `/v1/${project}/images`;
const body = { swr_path: "swr.example.com/team/pytorch:1.8", resource_category: ["CPU"] };
const sent = () => service.requests.map(({ method, url, body }) => [method, url, body]);

test("the operations send what the documentation says", async () => {
	const images = await open(({ url }) => ({
		body: url.startsWith(`${base}?`) ? { current: 0, data: [], pages: 0, size: 200, total: 0 } : { id: "i-1" },
	}));
	await images.registerImage(body);
	await images.listImages({ name: "pytorch", namespace: "team", name_fuzzy_match: false, workspace_id: "0" });
	await images.listImages({ type: "BUILD_IN" });
	await images.showImage("i-1");
	expect(sent()).toEqual([
		["POST", base, JSON.stringify(body)],
		[
			"GET",
			`${base}?limit=200&name=pytorch&name_fuzzy_match=false&namespace=team&offset=0&type=DEDICATED&workspace_id=0`,
			"",
		],
		["GET", `${base}?limit=200&offset=0&type=BUILD_IN`, ""],
		["GET", `${base}/i-1`, ""],
	]);
});

test("the content in SWR stays, unless its deletion is requested in both documented ways", async () => {
	const images = await open([{ body: { id: "i-1", status: "DELETED" } }]);
	await images.deleteImage("i-1", { purge: false });
	await images.deleteImage("i-1", { purge: true });
	expect(sent()).toEqual([
		["DELETE", `${base}/i-1`, ""],
		["DELETE", `${base}/i-1?force=true`, '{"is_force":true}'],
	]);
});

test.each([
	["nothing", { status: 204 }],
	["an empty object", { body: {} }],
	["the image", { body: { id: "i-1", status: "DELETED" } }],
])("a delete is accepted with %s", async (_what, reply) => {
	const images = await open([reply]);
	await expect(images.deleteImage("i-1", { purge: true })).resolves.toBeUndefined();
});

test("the list is read to its end", async () => {
	const all = Array.from({ length: 450 }, (_none, index) => ({ id: `i-${index}` }));
	const images = await open(({ url }) => {
		const offset = Number(new URL(url, "http://x").searchParams.get("offset"));
		return { body: { data: all.slice(offset, offset + 200), total: 450 } };
	});
	expect(await images.listImages({})).toEqual(all);
	expect(service.requests).toHaveLength(3);
});

test("a property that is null is dropped: for the service that is the same as missing", async () => {
	const images = await open([{ body: { id: "i-1", swr_instance_id: null, dev_services: null, description: "" } }]);
	expect(await images.showImage("i-1")).toEqual({ id: "i-1", description: "" });
});

test.each([
	["the service's 404", { status: 404, body: { error_code: "ModelArts.0015", error_msg: "no" } }, true],
	["the code of live clients", { status: 400, body: { error_code: "ModelArts.6404", error_msg: "no" } }, true],
	["a gateway's 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "no" } }, false],
	["the older gateway's 404", { status: 404, body: { error_code: "APIG.0101", error_msg: "no" } }, false],
	["a 404 without a code", { status: 404, body: { error_msg: "no" } }, false],
	["HTML", { status: 404, headers: { "content-type": "text/html" }, body: "<h1>ModelArts.6404</h1>" }, false],
	["no permission", { status: 403, body: { error_code: "ModelArts.6404", error_msg: "no" } }, false],
	["another code", { status: 400, body: { error_code: "ModelArts.6407", error_msg: "no" } }, false],
	["the code with 200", { status: 200, body: { error_code: "ModelArts.6404", error_msg: "no" } }, false],
])("not found or another error: %s", async (_what, reply, gone) => {
	const images = await open([reply]);
	const error = await catchError(images.showImage("i-1", { deadline: Date.now() + 5 }));
	expect(isImageNotFound(error)).toBe(gone);
});

test.each(["", "..", "."])("the id %j is rejected before anything is sent", async (id) => {
	const images = await open([{}]);
	await expect(images.deleteImage(id, { purge: true })).rejects.toThrow("nothing was sent");
	expect(service.requests).toEqual([]);
});

test("a registration whose response is lost is not retried, and may have succeeded", async () => {
	const images = await open([{ cut: true }, { body: { id: "i-1" } }]);
	expect(await catchError(images.registerImage(body))).toMatchObject({ effect: "unknown" });
	expect(service.requests).toHaveLength(1);
});

test("an error response names path, code, the service's text and the remediation", async () => {
	const error_msg = "Conflict tag 1.8 for image pytorch, tag cannot be duplicated.";
	const images = await open([{ status: 400, body: { error_code: "ModelArts.6737", error_msg } }]);
	await expect(images.registerImage(body)).rejects.toThrow(
		'Could not register custom image "swr.example.com/team/pytorch:1.8": ModelArts answered 400 ModelArts.6737: ' +
			'"Conflict tag 1.8 for image pytorch, tag cannot be duplicated". The path is registered already: use another ' +
			"tag, adopt the existing image (`adopt`), or delete it first.",
	);
});
