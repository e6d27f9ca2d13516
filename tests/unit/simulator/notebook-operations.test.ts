import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const routes: [method: string, rest: string, operation: string][] = [
	["POST", "", "createNotebook"],
	["GET", "", "listNotebooks"],
	["GET", "/all", "listAllNotebooks"],
	["GET", "/flavors", "listFlavors"],
	["GET", "/tags", "showNotebookTags"],
	["GET", "/i", "showNotebook"],
	["PUT", "/i", "updateNotebook"],
	["DELETE", "/i", "deleteNotebook"],
	["POST", "/i/start", "startNotebook"],
	["POST", "/i/stop", "stopNotebook"],
	["GET", "/i/lease", "showLease"],
	["PATCH", "/i/lease", "renewLease"],
	["GET", "/i/flavors", "showSwitchableFlavors"],
	["POST", "/i/create-image", "createNotebookImage"],
	["POST", "/i/storage", "attachDynamicStorage"],
	["GET", "/i/storage", "listDynamicStorages"],
	["GET", "/i/storage/s", "showDynamicStorage"],
	["DELETE", "/i/storage/s", "detachDynamicStorage"],
	["POST", "/i/tags/create", "createNotebookTags"],
	["DELETE", "/i/tags/delete", "deleteNotebookTags"],
];

test.each(routes)(
	"%s %s is logged as %s, denied by the settings, and unknown when switched off",
	async (method, rest, operation) => {
		const client = await NotebookClient.start();
		const { admin } = client.cloud.simulator;
		const send = async () => errorOf(await client.cloud.call(method, `${client.collection}${rest}`, {}));
		await send();
		expect(admin.requests().at(-1)).toMatchObject({ operation });
		admin.changeSettings({ accountRefusals: { [operation]: "6201" } });
		expect(await send()).toEqual([401, "6201"]);
		admin.changeSettings({ deniedOperations: [operation] });
		expect(await send()).toEqual([403, "0108"]);
		admin.changeSettings({ switchedOff: ["demanager"] });
		expect(await send()).toEqual([403, "0108"]);
		admin.changeSettings({ switchedOff: ["notebooks"] });
		expect(await send()).toEqual([404, "APIGW.0101"]);
	},
);

test("a region can serve either or both development environments", async () => {
	const client = await NotebookClient.start({ switchedOff: ["notebooks"] });
	expect(errorOf(await client.list())).toEqual([404, "APIGW.0101"]);
	expect((await client.cloud.list()).status).toBe(200);
	client.cloud.simulator.admin.changeSettings({ switchedOff: ["demanager"] });
	expect((await client.list()).status).toBe(200);
	expect(errorOf(await client.cloud.list())).toEqual([404, "APIGW.0101"]);
});

test("every notebook operation has a duration setting with its name", async () => {
	const client = await NotebookClient.start();
	const durations = client.cloud.simulator.admin.settings()["durations"];
	for (const [, , operation] of routes) expect(durations).toHaveProperty(operation);
});

test("the admin API creates, changes and removes a notebook out of band", async () => {
	const client = await NotebookClient.start();
	const put = async (item: object) =>
		(await client.cloud.admin("POST", "objects", { notebooks: [item] })).json.notebooks[0];
	const made = await put({ create: { name: "theirs" }, patch: { status: "STOPPED", description: "d" } });
	expect((await client.get(made.id)).json).toMatchObject({ name: "theirs", status: "STOPPED", description: "d" });
	expect(made).not.toHaveProperty("token");
	const tags = [{ key: "team", value: "red" }];
	const data_volumes = [{ mount_path: "/data/x", url: "obs://b/x/" }];
	const changed = await put({ name: "theirs", patch: { tags, data_volumes, volume: { capacity: 99 }, odd: 1 } });
	expect(changed).toMatchObject({ tags, volume: { capacity: 99, category: "EVS" }, odd: 1, status: "STOPPED" });
	expect(changed.data_volumes).toMatchObject([{ ...data_volumes[0], status: "MOUNTED" }]);
	await put({ id: made.id, remove: true });
	expect(errorOf(await client.get(made.id as string))).toEqual([400, "6309"]);
});

test("a lease put by the admin API counts from now on", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	client.advance(1000);
	client.cloud.simulator.admin.putObjects({ notebooks: [{ id, patch: { lease: { duration: 5000 } } }] });
	client.advance(4999);
	expect(await client.statusOf(id)).toBe("RUNNING");
	client.advance(1);
	expect(await client.statusOf(id)).toBe("STOPPING");
});

test.each([
	[{ id: "none", patch: {} }, "There is no notebook 'none'."],
	["text", "Each of notebooks must be an object."],
])("an invalid notebook is rejected by the admin API: %j", async (item, message) => {
	const client = await NotebookClient.start();
	const { status, json } = await client.cloud.admin("POST", "objects", { notebooks: [item] });
	expect([status, json.error]).toEqual([400, message]);
});

test("a status put by the admin API cancels the planned steps", async () => {
	const client = await NotebookClient.start();
	const { id } = (await client.create()).json;
	client.cloud.simulator.admin.putObjects({
		notebooks: [{ id, patch: { status: "ERROR", fail_reason: "power cut" } }],
	});
	client.advance(10_000);
	expect((await client.get(id)).json).toMatchObject({ status: "ERROR", fail_reason: "power cut" });
});
