import { isNotebookNotFound } from "../../../provider/services/modelarts/notebooks";
import { openServices, project } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

let service: Service;

async function open(replies: Answering | readonly Reply[]) {
	service = await startService(replies);
	return openServices(service.url).for({});
}

afterEach(() => service?.close());

const base = `/v1/${project}/notebooks`;
const image = "e1a07296-22a8-4f05-8bc8-e936c8e54090";
const empty = { data: [], total: 0 };

test("every operation sends what the documentation says", async () => {
	const { notebooks, notebookMounts, notebookTags } = await open(({ method, url }) => {
		if (method === "GET" && !url.endsWith("/n1")) return { body: empty };
		if (url.includes("/tags/")) return { status: 204 };
		return { body: { id: "n1" } };
	});
	const body = { name: "lab", flavor: "f", image_id: image, volume: { category: "EVS" } };
	await notebooks.createNotebook(body);
	await notebooks.listNotebooks({ workspace_id: "0" });
	await notebooks.showNotebook("n1");
	await notebooks.updateNotebook("n1", { storage_new_size: 10 });
	await notebooks.deleteNotebook("n1");
	await notebooks.startNotebook("n1", { duration: 3_600_000, type: "timing" });
	await notebooks.startNotebook("n1", {});
	await notebooks.stopNotebook("n1");
	await notebooks.renewLease("n1", { duration: -1 });
	await notebooks.saveNotebook("n1", { name: "a", namespace: "b" });
	await notebookMounts.listMounts("n1");
	await notebookMounts.mountStorage("n1", { category: "OBS", mount_path: "/data/a/", uri: "obs://a/" });
	await notebookMounts.unmountStorage("n1", "m1");
	await notebookTags.addTags("n1", { a: "b" });
	await notebookTags.removeTags("n1", { a: "b" });
	await notebookTags.addTags("n1", {});
	await notebookTags.removeTags("n1", {});

	expect(service.requests.map(({ method, url, body: sent }) => [method, url, sent])).toEqual([
		["POST", base, JSON.stringify(body)],
		["GET", `${base}?limit=50&offset=0&workspace_id=0`, ""],
		["GET", `${base}/n1`, ""],
		["PUT", `${base}/n1`, '{"storage_new_size":10}'],
		["DELETE", `${base}/n1`, ""],
		["POST", `${base}/n1/start?duration=3600000&type=timing`, ""],
		["POST", `${base}/n1/start`, ""],
		["POST", `${base}/n1/stop`, ""],
		["PATCH", `${base}/n1/lease`, '{"duration":-1}'],
		["POST", `${base}/n1/create-image`, '{"name":"a","namespace":"b"}'],
		["GET", `${base}/n1/storage`, ""],
		["POST", `${base}/n1/storage`, '{"category":"OBS","mount_path":"/data/a/","uri":"obs://a/"}'],
		["DELETE", `${base}/n1/storage/m1`, ""],
		["POST", `${base}/n1/tags/create`, '{"tags":[{"key":"a","value":"b"}]}'],
		["DELETE", `${base}/n1/tags/delete`, '{"tags":[{"key":"a","value":"b"}]}'],
	]);
});

test("a list is read to its end, page by page", async () => {
	const page = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ id: `n${from + at}` }));
	const { notebooks } = await open(({ url }) => {
		const offset = Number(new URL(url, "http://x").searchParams.get("offset"));
		return { body: { total: 60, data: page(offset, offset === 0 ? 50 : 10) } };
	});
	expect(await notebooks.listNotebooks({})).toHaveLength(60);
	expect(service.requests).toHaveLength(2);
});

/** A service with so many notebooks; the sizes of the pages that it is asked for are noted. */
async function openWithMany(count: { value: number }, cut: (limit: number) => number | undefined) {
	const asked: number[] = [];
	const { notebooks } = await open(({ url }) => {
		const query = new URL(url, "http://x").searchParams;
		const [limit, offset] = [Number(query.get("limit")), Number(query.get("offset"))];
		asked.push(limit);
		const size = cut(limit);
		if (size === undefined) return { status: 400, body: { error_code: "ModelArts.6336", error_msg: "limit" } };
		const data = Array.from({ length: count.value }, (_, at) => ({ id: `n${at}` })).slice(offset, offset + size);
		return { body: { total: count.value, data } };
	});
	const list = async () => {
		asked.length = 0;
		const found = await notebooks.listNotebooks({ workspace_id: "0" });
		return [found.length, ...asked];
	};
	return list;
}

test("a list that was longer than a page is next read in a large one, until it is short again", async () => {
	const count = { value: 120 };
	const list = await openWithMany(count, (limit) => limit);
	expect(await list()).toEqual([120, 50, 50, 50]);
	expect(await list()).toEqual([120, 500]);
	count.value = 30;
	expect(await list()).toEqual([30, 500, 50]);
	expect(await list()).toEqual([30, 50]);
});

test("the first list after more creates than a page holds is read in a large page", async () => {
	const { notebooks } = await open(({ method }) => ({
		body: method === "GET" ? { total: 0, data: [] } : { id: "n1" },
	}));
	const body = { name: "lab", flavor: "f", image_id: image, volume: { category: "EVS" } };
	for (let made = 0; made <= 50; made++) await notebooks.createNotebook(body);
	await notebooks.listNotebooks({ workspace_id: "0" });
	expect(service.requests.slice(51).map(({ url }) => url)).toEqual([
		`${base}?limit=500&offset=0&workspace_id=0`,
		`${base}?limit=50&offset=0&workspace_id=0`,
	]);
});

test.each([
	["refuses large pages", (limit: number) => (limit > 50 ? undefined : limit), [500, 50, 50, 50]],
	["shows no more than 20 in any page", (limit: number) => Math.min(limit, 20), [500, 500, 500, 500, 500, 500]],
])("a service that %s still shows the whole list", async (_what, cut, asked) => {
	const list = await openWithMany({ value: 120 }, cut);
	await list();
	expect(await list()).toEqual([120, ...asked]);
	const [shown, ...later] = await list();
	expect(shown).toBe(120);
	expect(later.includes(500)).toBe(cut(500) !== undefined);
});

test("a service that truncates large pages silently is sent small ones from then on", async () => {
	const all = Array.from({ length: 70 }, (_, at) => ({ id: `n${at}` }));
	const asked: string[] = [];
	const { notebooks } = await open(({ url }) => {
		const query = new URL(url, "http://x").searchParams;
		asked.push(query.get("limit") ?? "");
		const offset = Number(query.get("offset"));
		return { body: { data: all.slice(offset, offset + 50) } };
	});
	for (let lists = 0; lists < 3; lists++) expect(await notebooks.listNotebooks({})).toHaveLength(70);
	expect(asked).toEqual(["50", "50", "500", "50", "50", "50", "50"]);
});

test("a notebook may lack all but its id; what is null is not there", async () => {
	const { notebooks } = await open([{ body: { id: "n1", volume: { capacity: null }, pool: null, later: [1] } }]);
	expect(await notebooks.showNotebook("n1")).toEqual({ id: "n1", volume: {}, later: [1] });
});

test.each(["", ".", ".."])("the id %j is rejected before anything is sent", async (id) => {
	const { notebooks, notebookMounts } = await open([{}]);
	await expect(notebooks.deleteNotebook(id)).rejects.toThrow("nothing was sent");
	await expect(notebookMounts.unmountStorage("n1", id)).rejects.toThrow("nothing was sent");
	expect(service.requests).toEqual([]);
});

test.each([
	["nothing", { status: 204 }],
	["an empty object", { body: {} }],
	["the notebook", { body: { id: "n1", status: "DELETING", fail_reason: "none" } }],
])("a command is accepted with %s", async (_what, reply) => {
	const { notebooks } = await open([reply]);
	await expect(notebooks.deleteNotebook("n1")).resolves.toBeUndefined();
	await expect(notebooks.stopNotebook("n1")).resolves.toBeUndefined();
});

test.each([
	["the demanager's word", { status: 400, body: { error_code: "ModelArts.6309", error_msg: "no" } }, true],
	["the word of newer regions", { status: 400, body: { error_code: "ModelArts.6404", error_msg: "no" } }, true],
	["the documented 404", { status: 404, body: { error_code: "ModelArts.0015", error_msg: "no" } }, true],
	["another code", { status: 400, body: { error_code: "ModelArts.6357" } }, false],
	["a gateway's 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "no" } }, false],
	["HTML", { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found ModelArts.6309</h1>" }, false],
	["no permission", { status: 403, body: { error_code: "ModelArts.0112" } }, false],
	["the code with 200", { status: 200, body: { error_code: "ModelArts.6309", error_msg: "no" } }, false],
])("not found or another error: %s", async (_what, reply, gone) => {
	const { notebooks } = await open([reply]);
	const error = await notebooks.showNotebook("n1", { deadline: Date.now() + 5 }).catch((thrown: unknown) => thrown);
	expect(isNotebookNotFound(error)).toBe(gone);
});

test("a token that was in a response is redacted from then on", async () => {
	const { notebooks } = await open([
		{ body: { total: 1, data: [{ id: "n2", token: "second-sesame" }] } },
		{ body: { id: "n1", token: "open-sesame" } },
		{ status: 400, body: { error_code: "ModelArts.6347", error_msg: "open-sesame and second-sesame" } },
	]);
	await notebooks.listNotebooks({});
	await notebooks.showNotebook("n1");
	const error = await notebooks.updateNotebook("n1", {}).catch((thrown: unknown) => String(thrown));
	expect(error).toContain("*** and ***");
});

const unknownApi = { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } };

test.each([
	["Notebook", "NotebookInstance", "notebooks"],
	["NotebookInstance", "Notebook", "demanager"],
] as const)("where the API behind %s is not served, the first 404 names %s", async (missing, other, family) => {
	const cloud = await open([unknownApi]);
	const list = family === "notebooks" ? cloud.notebooks.listNotebooks({}) : cloud.demanager.listInstances({});
	const error = await list.catch((thrown: unknown) => String(thrown));
	expect(error).toMatch(
		new RegExp(
			`does not serve the API behind ${missing}: use the resource ${other} in its place.*docs/reference/api-mapping\\.md`,
		),
	);
});

test("a function that only some regions have is named as such, for the notebook itself is there", async () => {
	const { notebookTags } = await open([unknownApi]);
	const error = await notebookTags.addTags("n1", { a: "b" }).catch((thrown: unknown) => String(thrown));
	expect(error).toContain("does not offer this function of ModelArts");
});
