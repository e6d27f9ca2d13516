import { isImageUnknown } from "../../../provider/services/ims/images";
import { catchError, openServices } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

let service: Service;

async function open(replies: Answering | readonly Reply[]) {
	service = await startService(replies);
	return (await openServices(service.url).for({})).imsImages;
}

afterEach(() => service?.close());

const soon = () => ({ deadline: Date.now() + 5 });
const sent = () => service.requests.map(({ method, url, body }) => [method, url, body]);
const refuse = (code: string, message = "no", status = 400): Reply => ({ status, body: { error: { message, code } } });

test("the operations send what the documentation says", async () => {
	const images = await open(({ url, method }) => {
		if (method === "DELETE") return { status: 204 };
		if (url.includes("os_version")) return { body: [] };
		if (url.endsWith("/action")) return { body: { job_id: "j-1" } };
		return { body: method === "PATCH" ? { id: "i-1" } : { images: [] } };
	});
	const body = { name: "sys", instance_id: "s-1", image_tags: [{ key: "a", value: "" }] };
	expect(await images.createImage(body)).toBe("j-1");
	await images.listImages({ name: "a b", owner: "p", protected: false, virtual_env_type: "DataImage" });
	expect(await images.findImage("i-1")).toBeUndefined();
	await images.updateImage("i-1", [
		{ op: "replace", path: "/name", value: "é" },
		{ op: "add", path: "/max_ram", value: 0 },
	]);
	await images.deleteImage("i-1");
	await images.listOsVersions();
	expect(sent()).toEqual([
		["POST", "/v2/cloudimages/action", JSON.stringify(body)],
		["GET", "/v2/cloudimages?limit=500&name=a%20b&owner=p&protected=false&virtual_env_type=DataImage", ""],
		["GET", "/v2/cloudimages?id=i-1", ""],
		[
			"PATCH",
			"/v2/cloudimages/i-1",
			'[{"op":"replace","path":"/name","value":"é"},{"op":"add","path":"/max_ram","value":0}]',
		],
		["DELETE", "/v2/images/i-1", ""],
		["GET", "/v1/cloudimages/os_version", ""],
	]);
});

test("every request says which project it is about, as most paths do not, and is signed with that", async () => {
	const images = await open([{ body: { images: [] } }]);
	await images.findImage("i-1");
	const { headers } = service.requests[0] ?? {};
	expect(headers?.["x-project-id"]).toMatch(/^[0-9a-f]{32}$/);
	expect(headers?.authorization).toContain("x-project-id;");
});

test("the list is read page by page, each after the last image of the one before", async () => {
	const all = Array.from({ length: 1250 }, (_none, index) => ({ id: `i-${index}`, status: "active" }));
	const images = await open(({ url }) => {
		const marker = new URL(url, "http://x").searchParams.get("marker");
		const from = marker === null ? 0 : all.findIndex(({ id }) => id === marker) + 1;
		return { body: { images: all.slice(from, from + 500) } };
	});
	expect(await images.listImages({})).toEqual(all);
	expect(service.requests.map(({ url }) => url)).toEqual([
		"/v2/cloudimages?limit=500",
		"/v2/cloudimages?limit=500&marker=i-499",
		"/v2/cloudimages?limit=500&marker=i-999",
	]);
});

test("a list that repeats itself is an error, not a result", async () => {
	const page = Array.from({ length: 500 }, (_none, index) => ({ id: `i-${index}` }));
	const images = await open([{ body: { images: page } }]);
	await expect(images.listImages({})).rejects.toThrow("the same 500 entries again");
});

test.each([
	["an empty object", { body: {} }],
	["no answer at all", { body: "" }],
	["HTML", { headers: { "content-type": "text/html" }, body: "<html></html>" }],
	["a list that is none", { body: { images: null } }],
	["an error with 200", { body: { error: { code: "IMG.0061", message: "oops" } } }],
	["another image, as if nothing had been asked for", { body: { images: [{ id: "i-2" }] } }],
	["a gateway's 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "no" } }],
	["no permission", { status: 403, body: { error_code: "IMG.0026", error_msg: "no" } }],
])("an image is not concluded to be deleted from %s", async (_what, reply) => {
	const images = await open([reply]);
	await expect(images.findImage("i-1", soon())).rejects.toThrow("Could not read cloud image i-1");
});

test("an image is found by its id, without what is null in it", async () => {
	const images = await open([{ body: { images: [{ id: "i-1", __data_origin: null, status: "active" }] } }]);
	expect(await images.findImage("i-1")).toEqual({ id: "i-1", status: "active" });
});

test.each(["findImage", "deleteImage"] as const)("%s without an id sends nothing", async (operation) => {
	const images = await open([{ body: { images: [] } }]);
	await expect(images[operation]("")).rejects.toThrow("nothing was sent");
	expect(service.requests).toEqual([]);
});

const glance = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>%<br /><br /></body></html>";

/** Whether a refused delete means that the image is gone. */
const notFoundReplies: [what: string, reply: Reply, gone: boolean][] = [
	["the service's 404", refuse("IMG.0027", "no", 404), true],
	["the same with the status of the documents", refuse("IMG.0027"), true],
	["its twin", refuse("IMG.0144"), true],
	["a page of the native service", { status: 404, body: glance.replace("%", "No image found with ID i-1") }, true],
	["another one", { status: 404, body: glance.replace("%", "Failed to find image i-1 to delete") }, true],
	["its XML", { status: 404, body: "<e><code>404</code><message>No image found with ID i-1</message></e>" }, true],
	["its JSON", { status: 404, body: { itemNotFound: { message: "No image found with ID i-1", code: 404 } } }, true],
	["a page of some other server", { status: 404, body: glance.replace("%", "nginx") }, false],
	["a gateway's 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "No image found with ID" } }, false],
	["a protected image", refuse("IMG.0091"), false],
	["another status", refuse("IMG.0027", "no", 403), false],
];

test.each(notFoundReplies)("not found or another error: %s", async (_what, reply, gone) => {
	const images = await open([reply]);
	const error = await images.deleteImage("i-1", soon()).then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error === undefined).toBe(gone);
	expect(isImageUnknown(error)).toBe(false);
});

test("a create waits while too many images are being created, half a minute and more between attempts", async () => {
	const pauses: number[] = [];
	let now = 0;
	const sleep = async (milliseconds: number) => {
		pauses.push(milliseconds);
		now += milliseconds;
	};
	const clock = { now: () => now, date: () => now, sleep };
	service = await startService([refuse("IMG.0060"), refuse("IMG.0060"), refuse("IMG.0187"), { body: { job_id: "j" } }]);
	const options = { clock, backoff: { random: () => 0 } };
	const { imsImages } = await openServices(service.url, {}, options).for({});
	expect(await imsImages.createImage({ name: "a" }, { deadline: Infinity })).toBe("j");
	expect(pauses).toEqual([15_000, 30_000, 60_000]);
});

test("a delete of a busy image is not retried: that is left to the poller", async () => {
	const images = await open([refuse("IMG.0090")]);
	expect(await catchError(images.deleteImage("a"))).toMatchObject({ code: "IMG.0090", effect: "none" });
	expect(service.requests).toHaveLength(1);
});

test.each([
	["a connection that breaks", { cut: true }],
	["a fault of the server", { status: 500, body: { error_code: "IMG.0061", error_msg: "oops" } }],
	["a fault that is told as the caller's", refuse("IMG.0014")],
	["a response without a job", { body: {} }],
	["an error with 200", { body: { error: { code: "IMG.0060", message: "no" } } }],
])("a create with the response %s is not retried, and may have succeeded", async (_what, reply) => {
	const images = await open([reply, { body: { job_id: "j-1" } }]);
	expect(await catchError(images.createImage({ name: "a" }))).toMatchObject({ effect: "unknown" });
	expect(service.requests).toHaveLength(1);
});

test("an update is retried after a fault", async () => {
	const images = await open([{ cut: true }, { body: { id: "i-1", name: "b" } }]);
	expect(await images.updateImage("i-1", [{ op: "replace", path: "/name", value: "b" }])).toMatchObject({ name: "b" });
});

test("systems are listed once each, whatever else the list holds", async () => {
	const images = await open([
		{
			body: [
				{ platform: "CentOS", version_list: [{ os_version: "CentOS 7.0 64bit" }, { os_version: "CentOS 7.0 64bit" }] },
				{ platform: "SUSE", version_list: [{ os_version_key: "SUSE 15" }, {}, null] },
				{ platform: "Other" },
			],
		},
	]);
	expect(await images.listOsVersions()).toEqual(["CentOS 7.0 64bit", "SUSE 15"]);
});

test("an object where a list belongs is no list", async () => {
	const images = await open([{ body: {} }]);
	await expect(images.listOsVersions(soon())).rejects.toThrow("a response that is not a JSON list");
});

test("an error response names image, code, the service's text, permission and remediation", async () => {
	const images = await open([refuse("IMG.0026", "no right")]);
	const disks = { data_images: [{ name: "d1", volume_id: "v" }, { volume_id: "w" }] };
	await expect(images.createImage(disks)).rejects.toThrow(
		'Could not create cloud image "d1": IMS answered 400 IMG.0026: "no right". The account from the stack\'s config ' +
			"may not do this, or its real name has not been verified. Ask its administrator for the permission " +
			"ims:dataImages:create.",
	);
	await expect(images.createImage({ name: "a", image_url: "b:c" })).rejects.toThrow("ims:serverImages:create");
	await expect(images.deleteImage("i-1")).rejects.toThrow(/delete cloud image i-1: .* permission ims:images:delete/);
});
