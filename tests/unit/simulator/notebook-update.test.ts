import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const update = (client: NotebookClient, id: string, body: object) => client.call("PUT", id, "", body);

test("an update changes the given fields only", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING", { description: "old" });
	const before = (await client.get(id)).json;
	client.advance(1000);
	const { status, json } = await update(client, id, { name: "new" });
	expect(status).toBe(200);
	expect(json).toEqual({ ...before, name: "new", update_at: before.update_at + 1000 });
	expect((await update(client, id, { description: "" })).json.description).toBe("");
});

test.each([
	["flavor", "modelarts.vm.cpu.8u", "flavor"],
	["image_id", "00000000-1111-2222-3333-444444444444", "image"],
	["endpoints", [{ service: "SSH", key_pair_names: ["key"] }], "endpoints"],
])("%s can be changed while the notebook is stopped, not while it runs", async (field, value, shown) => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const error = await update(client, id, { [field]: value });
	expect(errorOf(error)).toEqual([400, "6347"]);
	expect(error.json.error_msg).toContain(`'RUNNING' status, the '${field}' parameter`);
	client.cloud.simulator.admin.putObjects({ notebooks: [{ id, patch: { status: "STOPPED" } }] });
	const { json } = await update(client, id, { [field]: value });
	expect([json[shown].id ?? json[shown]]).toMatchObject([value]);
});

test.each(["INIT", "CREATING", "STARTING", "STOPPING", "SNAPSHOTTING", "DELETING"])(
	"an update of a notebook that is %s is rejected",
	async (status) => {
		const client = await NotebookClient.start();
		const id = client.put(status);
		expect(errorOf(await update(client, id, { description: "new" }))).toEqual([400, "6347"]);
	},
);

test("the setting lockedNotebookParameters determines the locked parameters of a status", async () => {
	const client = await NotebookClient.start({ lockedNotebookParameters: { STOPPED: ["name"] } });
	const [stopped, running] = [client.put("STOPPED"), client.put("RUNNING")];
	expect(errorOf(await update(client, stopped, { name: "new" }))).toEqual([400, "6347"]);
	expect((await update(client, running, { flavor: "modelarts.vm.cpu.8u" })).status).toBe(200);
});

test("a growing disk is RESIZING, then has its new size, and the notebook keeps RUNNING", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const { json } = await update(client, id, { storage_new_size: 20 });
	expect([json.status, json.volume]).toEqual([
		"RUNNING",
		expect.objectContaining({ status: "RESIZING", capacity: 10 }),
	]);
	client.advance(1499);
	expect((await client.get(id)).json.volume).toMatchObject({ status: "RESIZING", capacity: 10 });
	client.advance(1);
	const { volume } = (await client.get(id)).json;
	expect([volume.capacity, "status" in volume]).toEqual([20, false]);
});

test("a growing disk cannot be grown again", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	await update(client, id, { storage_new_size: 20 });
	expect(errorOf(await update(client, id, { storage_new_size: 30 }))).toEqual([400, "6357"]);
	expect((await update(client, id, { description: "that goes" })).status).toBe(200);
	client.advance(1500);
	expect((await update(client, id, { storage_new_size: 30 })).status).toBe(200);
});

test("a disk that fails to grow keeps its size", async () => {
	const client = await NotebookClient.start({ notebookFailures: [{ operation: "updateNotebook" }] });
	const id = client.put("RUNNING");
	await update(client, id, { storage_new_size: 20 });
	client.advance(1500);
	const { status, volume } = (await client.get(id)).json;
	expect([status, volume.status, volume.capacity]).toEqual(["RUNNING", "RESIZE_FAILED", 10]);
});

test("the current size of a disk is no change", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	expect((await update(client, id, { storage_new_size: 10 })).json.volume).not.toHaveProperty("status");
});

const invalidUpdates: [body: object, code: string][] = [
	[{ storage_new_size: 9 }, "6336"],
	[{ storage_new_size: 4097 }, "6331"],
	[{ storage_new_size: "20" }, "6332"],
	[{ name: "a b" }, "6336"],
	[{ name: "a&b" }, "6334"],
	[{ description: "a > b" }, "6334"],
	[{ image_id: "none" }, "6797"],
	[{ flavor: "modelarts.kat1.xlarge" }, "6792"],
	[{ flavor: "modelarts.vm.cpu.free" }, "6792"],
	[{ flavor: "ecs.s3" }, "6323"],
	[{ endpoints: [{ service: "SSH" }] }, "6335"],
];

test.each(invalidUpdates)("an update with %j is rejected with %s, and changes nothing", async (body, code) => {
	const client = await NotebookClient.start();
	const id = client.put("STOPPED");
	const before = (await client.get(id)).json;
	client.advance(1);
	expect(errorOf(await update(client, id, { description: "new", ...body }))).toEqual([400, code]);
	expect((await client.get(id)).json).toEqual(before);
});

test("a share cannot be grown", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING", { volume: { category: "EFS", ownership: "MANAGED" } });
	expect(errorOf(await update(client, id, { storage_new_size: 100 }))).toEqual([400, "6336"]);
});

test("a sold-out flavor can be kept, but not switched to", async () => {
	const client = await NotebookClient.start({ soldOutFlavors: ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u"] });
	const id = client.put("STOPPED");
	expect((await update(client, id, { flavor: "modelarts.vm.cpu.2u" })).status).toBe(200);
	expect(errorOf(await update(client, id, { flavor: "modelarts.vm.cpu.8u" }))).toEqual([400, "6716"]);
});

test("hooks are returned only with the setting showHooks", async () => {
	const client = await NotebookClient.start({ showHooks: true });
	const hooks = { container_hooks: { pre_start: { script: "echo", type: "COMMAND" } } };
	expect((await update(client, client.put("RUNNING"), { hooks })).json.hooks).toEqual(hooks);
});
