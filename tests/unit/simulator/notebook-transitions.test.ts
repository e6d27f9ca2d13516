import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const rows: [status: string, start: string, stop: string, remove: string][] = [
	["INIT", "6306", "6306", ""],
	["CREATING", "6306", "6306", ""],
	["STARTING", "6306", "6306", ""],
	["RUNNING", "6305", "", ""],
	["STOPPING", "6308", "6308", ""],
	["STOPPED", "", "6307", ""],
	["SNAPSHOTTING", "6357", "6357", "6357"],
	["DELETING", "6357", "6357", "6357"],
	["CREATE_FAILED", "6357", "6327", ""],
	["START_FAILED", "", "6327", ""],
	["DELETE_FAILED", "6357", "6327", ""],
	["ERROR", "6357", "", ""],
	["FROZEN", "6326", "6326", ""],
];

test.each(rows)(
	"a notebook that is %s answers a start (%s), a stop (%s) and a delete (%s)",
	async (status, ...codes) => {
		const client = await NotebookClient.start();
		const calls = [
			["POST", "/start"],
			["POST", "/stop"],
			["DELETE", ""],
		] as const;
		for (const [index, [method, rest]] of calls.entries()) {
			const code = codes[index];
			const response = await client.call(method, client.put(status), rest);
			expect(errorOf(response)).toEqual(code ? [400, code] : [200, undefined]);
		}
	},
);

test.each([
	["RUNNING", "/start"],
	["STARTING", "/start"],
	["STOPPED", "/stop"],
	["STOPPING", "/stop"],
])("a conflict has the common error code with powerConflicts: %s and %s", async (status, rest) => {
	const client = await NotebookClient.start({ powerConflicts: "6357" });
	expect(errorOf(await client.call("POST", client.put(status), rest))).toEqual([400, "6357"]);
});

test.each(["INIT", "CREATING", "STARTING", "STOPPING"])(
	"a delete of a notebook that is %s is rejected by setting",
	async (status) => {
		const client = await NotebookClient.start({ deleteWhileBusy: false });
		expect(errorOf(await client.call("DELETE", client.put(status)))).toEqual([400, "6357"]);
		expect((await client.call("DELETE", client.put("RUNNING"))).status).toBe(200);
	},
);

test.each([
	["6309", [400, "6309"]],
	["6404", [400, "6404"]],
	["404", [404, "0015"]],
	["DELETED", [400, "6309"]],
] as const)(
	"a missing notebook with missingNotebook %s is answered with %j by every operation",
	async (missingNotebook, expected) => {
		const client = await NotebookClient.start({ missingNotebook });
		const calls = [
			["GET", ""],
			["PUT", ""],
			["DELETE", ""],
			["POST", "/start"],
			["POST", "/stop"],
			["GET", "/lease"],
			["PATCH", "/lease"],
			["GET", "/flavors"],
			["POST", "/create-image"],
			["POST", "/storage"],
			["GET", "/storage"],
			["GET", "/storage/s"],
			["DELETE", "/storage/s"],
			["POST", "/tags/create"],
			["DELETE", "/tags/delete"],
		] as const;
		for (const [method, rest] of calls) expect(errorOf(await client.call(method, "none", rest, {}))).toEqual(expected);
	},
);

test("a deleted notebook remains as DELETED by setting, and is not listed", async () => {
	const client = await NotebookClient.start({ missingNotebook: "DELETED" });
	const id = client.put("RUNNING");
	await client.call("DELETE", id);
	client.advance(500);
	expect((await client.get(id)).json).toMatchObject({ id, status: "DELETED" });
	expect(errorOf(await client.call("DELETE", id))).toEqual([400, "6309"]);
	expect((await client.list()).json.total).toBe(0);
});

test("a notebook of another project is not found", async () => {
	const client = await NotebookClient.start({ projects: [projectOf("one"), projectOf("two")] });
	const id = client.put("RUNNING", {}, { projectId: "two" });
	expect((await client.cloud.call("GET", `/v1/two/notebooks/${id}`)).status).toBe(200);
	expect(errorOf(await client.cloud.call("GET", `/v1/one/notebooks/${id}`))).toEqual([400, "6309"]);
});

function projectOf(id: string) {
	return { id, name: `region-${id}` };
}

test.each([
	["/lease", 6327],
	["/storage", 6327],
	["/storage/s", 6327],
	["", undefined],
	["/flavors", undefined],
])("a read of '%s' of a stopped notebook answers %s with readsNeedRunning", async (rest, code) => {
	const client = await NotebookClient.start({ readsNeedRunning: true });
	const [, found] = errorOf(await client.call("GET", client.put("STOPPED"), rest));
	expect(found).toBe(code?.toString());
	if (rest !== "/storage/s") expect((await client.call("GET", client.put("RUNNING"), rest)).status).toBe(200);
});

test("a notebook of a sold-out flavor cannot be started", async () => {
	const client = await NotebookClient.start({ soldOutFlavors: ["modelarts.vm.cpu.2u"] });
	expect(errorOf(await client.call("POST", client.put("STOPPED"), "/start"))).toEqual([400, "6716"]);
});
