import type { SettingsChange } from "modelarts-simulator";
import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const request = { name: "saved", namespace: "group", tag: "v1", description: "mine" };

const save = (client: NotebookClient, id: string, changes: object = {}) =>
	client.call("POST", id, "/create-image", { ...request, ...changes });

const imageOf = async (client: NotebookClient, id: string) =>
	(await client.cloud.call("GET", `/v1/${client.cloud.simulator.projectId}/images/${id}`)).json;

test("saving a running notebook creates an image, INIT, CREATING, ACTIVE, while the notebook is SNAPSHOTTING", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const { status, json } = await save(client, id);
	expect(status).toBe(200);
	expect(json).toMatchObject({
		...request,
		origin: "IMAGE_SAVE",
		status: "INIT",
		type: "DEDICATED",
		visibility: "PRIVATE",
		workspace_id: "0",
		swr_path: expect.stringMatching(/^swr\..*\/group\/saved:v1$/),
	});
	expect(json).not.toHaveProperty("size");
	const seen = [[json.status, await client.statusOf(id)]];
	for (const time of [1000, 1999, 1]) {
		client.advance(time);
		seen.push([(await imageOf(client, json.id)).status, await client.statusOf(id)]);
	}
	expect(seen).toEqual([
		["INIT", "SNAPSHOTTING"],
		["CREATING", "SNAPSHOTTING"],
		["CREATING", "SNAPSHOTTING"],
		["ACTIVE", "RUNNING"],
	]);
});

test("a saved image has a size, is listed and in SWR, and can be used by a notebook", async () => {
	const client = await NotebookClient.start({ strictWorld: true });
	const { id } = (await save(client, client.put("RUNNING"))).json;
	expect(errorOf(await client.create({ image_id: id }))).toEqual([400, "6797"]);
	client.advance(3000);
	const image = await imageOf(client, id);
	expect(image.size).toBeGreaterThan(1e8);
	const listed = await client.cloud.call("GET", `/v1/${client.cloud.simulator.projectId}/images?type=DEDICATED`);
	expect(listed.json.data).toMatchObject([{ id, status: "ACTIVE" }]);
	const { swrImages } = client.cloud.simulator.admin.state();
	expect(swrImages).toEqual([{ path: image.swr_path, size: image.size }]);
	expect((await client.create({ image_id: id })).json.image).toMatchObject({ id, name: "saved", type: "DEDICATED" });
});

test("a saved image supports what the notebook's own image supports", async () => {
	const client = await NotebookClient.start();
	const create = {
		swr_path: "swr.xxx.com/group/base:1",
		arch: "AARCH64",
		resource_category: ["ASCEND"],
		services: ["SSH"],
	};
	const put = client.cloud.simulator.admin.putObjects({ customImages: [{ create }] });
	const image_id = (put["customImages"] as { id: string }[])[0]!.id;
	const { json } = await save(client, client.put("RUNNING", { image_id }));
	expect(json).toMatchObject({ arch: "aarch64", resource_categories: ["ASCEND"], dev_services: ["SSH"] });
});

test("a failed saving shows its reason in the image, and the notebook is RUNNING again", async () => {
	const customImageFailures = [{ path: "/saved:", statusMessage: "the layer is too large" }];
	const client = await NotebookClient.start({ customImageFailures });
	const id = client.put("RUNNING");
	const image = (await save(client, id)).json;
	client.advance(3000);
	const { status, status_message, size } = await imageOf(client, image.id);
	expect([status, status_message, size]).toEqual(["CREATE_FAILED", "the layer is too large", undefined]);
	expect(await client.statusOf(id)).toBe("RUNNING");
	expect(client.cloud.simulator.admin.state()["swrImages"]).toEqual([]);
});

test.each([
	["STOPPED", "6327"],
	["STARTING", "6327"],
	["CREATE_FAILED", "6327"],
	["SNAPSHOTTING", "6357"],
])("a notebook that is %s cannot be saved", async (status, code) => {
	const client = await NotebookClient.start();
	expect(errorOf(await save(client, client.put(status)))).toEqual([400, code]);
});

test.each([
	[{ name: undefined }, "6335"],
	[{ namespace: undefined }, "6335"],
	[{ name: "Upper" }, "6336"],
	[{ name: "-a" }, "6336"],
	[{ name: "a-" }, "6336"],
	[{ name: "a".repeat(129) }, "6336"],
	[{ namespace: "1group" }, "6336"],
	[{ namespace: "g".repeat(65) }, "6336"],
	[{ tag: "t".repeat(65) }, "6336"],
	[{ tag: "a b" }, "6336"],
	[{ description: "d".repeat(513) }, "6336"],
	[{ tag: 1 }, "6332"],
])("saving with %j is rejected with %s, and the notebook keeps RUNNING", async (changes, code) => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	expect(errorOf(await save(client, id, changes))).toEqual([400, code]);
	expect(await client.statusOf(id)).toBe("RUNNING");
	expect(client.cloud.simulator.admin.state()["customImages"]).toEqual([]);
});

test("saving needs neither name nor namespace nor tag in the older documents", async () => {
	const client = await NotebookClient.start({ imageNeedsName: false });
	const changes = { name: undefined, namespace: undefined, tag: undefined };
	const { json } = await save(client, client.put("RUNNING", { name: "My_Lab" }), changes);
	expect(json).toMatchObject({ name: "my_lab", namespace: "notebooks", tag: "20260101000000" });
});

test("a path can be saved to once", async () => {
	const client = await NotebookClient.start();
	await save(client, client.put("RUNNING"));
	expect(errorOf(await save(client, client.put("RUNNING")))).toEqual([400, "6737"]);
	expect((await save(client, client.put("RUNNING"), { tag: "v2" })).status).toBe(200);
});

test("a lease that ends while an image is saved stops the notebook afterwards", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	client.advance(3_599_000);
	await save(client, id);
	client.advance(2999);
	expect(await client.statusOf(id)).toBe("SNAPSHOTTING");
	client.advance(1);
	expect(await client.statusOf(id)).toBe("STOPPING");
});

test("saving with a duration of 0 is complete at once", async () => {
	const settings: SettingsChange = { durations: { createNotebookImage: 0 } };
	const client = await NotebookClient.start(settings);
	const id = client.put("RUNNING");
	expect((await save(client, id)).json.status).toBe("ACTIVE");
	expect(await client.statusOf(id)).toBe("RUNNING");
});

test("saving is answered with 201 with otherSuccessCodes", async () => {
	const client = await NotebookClient.start({ otherSuccessCodes: true });
	expect((await save(client, client.put("RUNNING"))).status).toBe(201);
});
