import { isNotFound } from "../../../provider/services/modelarts/instances";
import { openServices, project } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

let service: Service;

async function open(replies: Answering | readonly Reply[]) {
	service = await startService(replies);
	return (await openServices(service.url).for({})).demanager;
}

afterEach(() => service?.close());

const base = `/v1/${project}/demanager/instances`;

test("the seven operations send what the documentation says", async () => {
	const demanager = await open(({ url, method }) => {
		if (url.endsWith("/token")) return { body: { token: "open-sesame" } };
		if (url.startsWith(`${base}?`)) return { body: { total_count: 0, instances: [] } };
		return { body: method === "DELETE" ? { instance_id: "DE-1" } : { id: "DE-1", current_status: "STARTING" } };
	});
	const body = { name: "lab", profile_id: "p", flavor: "f", spec: { storage: { type: "obs" } } };
	await demanager.createInstance(body);
	await demanager.listInstances({ workspace_id: "0", show_self: false });
	await demanager.getInstance("DE-1");
	await demanager.updateInstance("DE-1", { description: "é" });
	await demanager.deleteInstance("DE-1");
	await demanager.changeInstanceStatus("DE-1", "start");
	expect(await demanager.getInstanceToken("DE-1")).toBe("open-sesame");

	expect(service.requests.map(({ method, url, body: sent }) => [method, url, sent])).toEqual([
		["POST", base, JSON.stringify(body)],
		[
			"GET",
			`${base}?de_type=Notebook&limit=500&offset=0&order=asc&show_self=false&sortby=creation_timestamp&workspace_id=0`,
			"",
		],
		["GET", `${base}/DE-1`, ""],
		["PUT", `${base}/DE-1`, '{"description":"é"}'],
		["DELETE", `${base}/DE-1`, ""],
		["POST", `${base}/DE-1/action`, '{"action":"start"}'],
		["GET", `${base}/DE-1/token`, ""],
	]);
});

test("one connection serves all of them", async () => {
	const demanager = await open([{ body: { id: "DE-1" } }]);
	for (let round = 0; round < 5; round++) await demanager.getInstance("DE-1");
	expect(service.connections()).toBe(1);
});

test.each(["", ".", ".."])("the id %j is rejected before anything is sent", async (id) => {
	const demanager = await open([{}]);
	await expect(demanager.deleteInstance(id)).rejects.toThrow("nothing was sent");
	expect(service.requests).toEqual([]);
});

test("an odd id stays one segment of the path", async () => {
	const demanager = await open([{ body: { id: "x" } }]);
	await demanager.getInstance("../a b/?é%");
	expect(service.requests[0]?.url).toBe(`${base}/..%2Fa%20b%2F%3F%C3%A9%25`);
});

test("an instance may lack all but its id, and have an error code of its own", async () => {
	const demanager = await open([{ body: { id: "DE-1", error_code: "ModelArts.6200", new_field: [1] } }]);
	expect(await demanager.getInstance("DE-1")).toEqual({ id: "DE-1", error_code: "ModelArts.6200", new_field: [1] });
});

test.each([
	["nothing", { status: 204 }],
	["an empty object", { body: {} }],
	["the id", { body: { instance_id: "DE-1" } }],
])("a delete is accepted with %s", async (_what, reply) => {
	const demanager = await open([reply]);
	await expect(demanager.deleteInstance("DE-1")).resolves.toBeUndefined();
});

test.each([
	["the service's own word", { status: 400, body: { error_code: "ModelArts.6309", error_msg: "no" } }, true],
	["the same in the other edition", { status: 400, body: { error_code: "ModelArts.6309", error_message: "no" } }, true],
	["the code with another status", { status: 404, body: { error_code: "ModelArts.6309" } }, false],
	["another code", { status: 400, body: { error_code: "ModelArts.6304" } }, false],
	["a gateway's 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "no" } }, false],
	["HTML", { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found ModelArts.6309</h1>" }, false],
	["no permission", { status: 403, body: { error_code: "ModelArts.0112" } }, false],
	["the code with 200", { status: 200, body: { error_code: "ModelArts.6309", error_msg: "no" } }, false],
])("not found or another error: %s", async (_what, reply, gone) => {
	const demanager = await open([reply]);
	const error = await demanager.getInstance("DE-1", { deadline: Date.now() + 5 }).catch((thrown: unknown) => thrown);
	expect(isNotFound(error)).toBe(gone);
});
