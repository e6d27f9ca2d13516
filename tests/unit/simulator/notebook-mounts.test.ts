import type { SettingsChange } from "modelarts-simulator";
import { closeClouds } from "./cloud";
import { NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const mount = { category: "OBS", mount_path: "/data/a/", uri: "obs://bucket/folder/" };

/** The category OBS is returned as OBSFS. */
const shownMount = { ...mount, category: "OBSFS", mount_type: "DYNAMIC" };

async function startMounted(
	settings: SettingsChange = {},
): Promise<{ client: NotebookClient; id: string; path: string }> {
	const client = await NotebookClient.start(settings);
	const id = client.put("RUNNING");
	const made = (await client.call("POST", id, "/storage", mount)).json;
	client.advance(500);
	return { client, id, path: `/storage/${made.id}` };
}

test("storage is MOUNTING, then MOUNTED", async () => {
	const client = await NotebookClient.start();
	const id = client.put("RUNNING");
	const { status, json } = await client.call("POST", id, "/storage", mount);
	expect([status, json]).toEqual([200, { ...shownMount, id: json.id, status: "MOUNTING" }]);
	client.advance(499);
	expect((await client.call("GET", id, `/storage/${json.id}`)).json.status).toBe("MOUNTING");
	client.advance(1);
	expect((await client.call("GET", id, `/storage/${json.id}`)).json).toEqual({ ...json, status: "MOUNTED" });
});

test("a mount is listed, and shown in the notebook without an id and with a url", async () => {
	const { client, id, path } = await startMounted();
	const shown = (await client.call("GET", id, path)).json;
	expect((await client.call("GET", id, "/storage")).json).toMatchObject({
		current: 0,
		pages: 1,
		total: 1,
		data: [shown],
	});
	const { category, mount_path, mount_type, uri: url, status } = shown;
	expect((await client.get(id)).json.data_volumes).toEqual([{ category, mount_path, mount_type, url, status }]);
});

test("a mount that the admin API puts in the notebook's shape keeps its id", async () => {
	const { client, id } = await startMounted();
	const before = (await client.call("GET", id, "/storage")).json.data;
	const { data_volumes } = (await client.get(id)).json;
	client.cloud.simulator.admin.putObjects({ notebooks: [{ id, patch: { data_volumes } }] });
	expect((await client.call("GET", id, "/storage")).json.data).toEqual(before);
});

test("a notebook without mounts has an empty list", async () => {
	const client = await NotebookClient.start();
	expect((await client.call("GET", client.put("RUNNING"), "/storage")).json).toMatchObject({ data: [], total: 0 });
});

test("an unmounted mount is UNMOUNTING, then not found", async () => {
	const { client, id, path } = await startMounted();
	const { status, json } = await client.call("DELETE", id, path);
	expect([status, json.status]).toEqual([200, "UNMOUNTING"]);
	expect(errorOf(await client.call("DELETE", id, path))).toEqual([400, "6357"]);
	client.advance(500);
	expect(errorOf(await client.call("GET", id, path))).toEqual([400, "6309"]);
	expect((await client.get(id)).json.data_volumes).toEqual([]);
});

test("an unmounted mount remains as UNMOUNTED by setting, and its path is free", async () => {
	const { client, id, path } = await startMounted({ unmountedStorage: "UNMOUNTED" });
	await client.call("DELETE", id, path);
	client.advance(500);
	expect((await client.call("GET", id, path)).json.status).toBe("UNMOUNTED");
	expect((await client.call("POST", id, "/storage", mount)).status).toBe(200);
});

test("a failed mount has a reason, and can be unmounted", async () => {
	const failing = { operation: "attachDynamicStorage", failReason: "no such bucket" } as const;
	const { client, id, path } = await startMounted({ notebookFailures: [failing] });
	const { json } = await client.call("GET", id, path);
	expect([json.status, json.failure_reason]).toEqual(["MOUNT_FAILED", "no such bucket"]);
	expect(await client.statusOf(id)).toBe("RUNNING");
	expect((await client.call("DELETE", id, path)).status).toBe(200);
});

test("a failed unmount can be repeated", async () => {
	const { client, id, path } = await startMounted({ notebookFailures: [{ operation: "detachDynamicStorage" }] });
	await client.call("DELETE", id, path);
	client.advance(500);
	expect((await client.call("GET", id, path)).json.status).toBe("UNMOUNT_FAILED");
	await client.call("DELETE", id, path);
	client.advance(500);
	expect((await client.call("GET", id, "/storage")).json.total).toBe(0);
});

test.each([
	[{ uri: undefined }, "6335"],
	[{ mount_path: undefined }, "6335"],
	[{ mount_path: "/data" }, "6336"],
	[{ mount_path: "/data/" }, "6336"],
	[{ mount_path: "/home/a" }, "6336"],
	[{ mount_path: "/data/a" }, "6336"],
	[{ uri: "bucket/folder/" }, "6336"],
	[{ uri: "obs://" }, "6336"],
	[{ category: "EVS" }, "6336"],
	[{ mount_path: 7 }, "6332"],
])("a second mount with %j is rejected with %s", async (changes, code) => {
	const { client, id } = await startMounted();
	const body = { ...mount, mount_path: "/data/b/", ...changes };
	expect(errorOf(await client.call("POST", id, "/storage", body))).toEqual([400, code]);
	expect((await client.call("GET", id, "/storage")).json.total).toBe(1);
});

test.each([
	["STOPPED", "6327"],
	["STARTING", "6327"],
	["SNAPSHOTTING", "6357"],
])("a mount into a notebook that is %s is rejected", async (status, code) => {
	const client = await NotebookClient.start();
	expect(errorOf(await client.call("POST", client.put(status), "/storage", mount))).toEqual([400, code]);
});

test("an unmount from a stopped notebook is rejected", async () => {
	const { client, id, path } = await startMounted();
	await client.call("POST", id, "/stop");
	client.advance(1000);
	expect(errorOf(await client.call("DELETE", id, path))).toEqual([400, "6327"]);
});

test.each([
	["kept", 1],
	["gone", 0],
] as const)("a stop with mountsAfterStop %s keeps %d mounts", async (mountsAfterStop, total) => {
	const { client, id } = await startMounted({ mountsAfterStop });
	await client.call("POST", id, "/stop");
	client.advance(1000);
	await client.call("POST", id, "/start");
	client.advance(2000);
	expect((await client.call("GET", id, "/storage")).json.total).toBe(total);
});

test("the mounts of a notebook are limited by mountLimit", async () => {
	const { client, id } = await startMounted({ mountLimit: 2 });
	const other = (path: string) => client.call("POST", id, "/storage", { ...mount, mount_path: path });
	expect((await other("/data/b")).status).toBe(200);
	expect(errorOf(await other("/data/c"))).toEqual([400, "0118"]);
});

test("a mount with strictWorld needs an existing folder", async () => {
	const { client, id } = await startMounted();
	client.cloud.simulator.admin.changeSettings({ strictWorld: true });
	const body = { ...mount, mount_path: "/data/b" };
	expect(errorOf(await client.call("POST", id, "/storage", body))).toEqual([400, "6320"]);
	client.cloud.simulator.admin.putObjects({ files: ["bucket/folder/file"] });
	expect((await client.call("POST", id, "/storage", body)).status).toBe(200);
});

test("an EFS share is mounted by its own address", async () => {
	const client = await NotebookClient.start();
	const body = { category: "efs", mount_path: "/data/share", uri: "host:/share", efs_id: "share-1" };
	const { json } = await client.call("POST", client.put("RUNNING"), "/storage", body);
	expect(json).toMatchObject({ ...body, category: "EFS" });
});
