import { Cloud, closeClouds, validInstance } from "./cloud";

afterEach(closeClouds);

const withAnnotations = { spec: { ...validInstance.spec, annotations: { team: "research" } } };

test("ids are plain UUIDs with the setting idForm", async () => {
	const cloud = await Cloud.start({ idForm: "UUID" });
	expect((await cloud.create()).json.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("a user's annotations are returned or not, as the setting says", async () => {
	const cloud = await Cloud.start();
	expect((await cloud.create(withAnnotations)).json.spec.annotations).toMatchObject({ team: "research", url: "" });
	cloud.simulator.admin.changeSettings({ echoAnnotations: false });
	expect((await cloud.list()).json.instances[0].spec.annotations).not.toHaveProperty("team");
});

test("the profile is returned with an id of the service", async () => {
	const cloud = await Cloud.start({ profileForm: "uuid" });
	const { profile } = (
		await cloud.create({ profile_id: "Ascend-Power-Engine 1.0(python3)", flavor: "modelarts.kat1.xlarge" })
	).json;
	expect(profile.id).toMatch(/^[0-9a-f]{8}-/);
	expect(profile).toMatchObject({ name: "Ascend-Power-Engine 1.0 (python3)", flavor_type: "Ascend" });
});

test("a create shows STARTING first in the oldest edition", async () => {
	const cloud = await Cloud.start({ createShows: "STARTING" });
	expect((await cloud.create()).json.status).toBe("STARTING");
});

test("an update without description is rejected only by the oldest edition", async () => {
	const cloud = await Cloud.start();
	const path = `${cloud.instances}/${cloud.put("RUNNING")}`;
	const body = { spec: { auto_stop: { enable: true, duration: 3600 } } };
	expect((await cloud.call("PUT", path, body)).status).toBe(200);
	cloud.simulator.admin.changeSettings({ strictDescription: true });
	const response = await cloud.call("PUT", path, body);
	expect([response.json.error_code, response.json.error_msg]).toEqual([
		"ModelArts.6335",
		"'description' is a required property.",
	]);
});

test("an update changes the given fields and the time of the last update", async () => {
	const cloud = await Cloud.start();
	const path = `${cloud.instances}/${cloud.put("STOPPED", { description: "before" })}`;
	cloud.clock.advance(1000);
	const first = (
		await cloud.call("PUT", path, { spec: { auto_stop: { enable: true, duration: 7200, prompt: false } } })
	).json;
	expect(first).toMatchObject({ description: "before", latest_update_timestamp: String(cloud.clock.now()) });
	expect(first.spec.auto_stop).toEqual({ enable: true, duration: 7200, prompt: false });
	const second = (await cloud.call("PUT", path, { description: "" })).json;
	expect([second.description, second.spec.auto_stop.duration]).toEqual(["", 7200]);
});

test.each([
	[{ description: "<b>" }, "6334"],
	[{ description: 1 }, "6332"],
	[{ description: "d".repeat(513) }, "6336"],
	[{ spec: { auto_stop: { enable: true } } }, "6348"],
	[{ spec: { auto_stop: { enable: true, duration: 60 } } }, "6349"],
	[{ spec: { auto_stop: { stop_timestamp: 1000 } } }, "6346"],
])("an update with %j is rejected with %s", async (body, code) => {
	const cloud = await Cloud.start();
	const response = await cloud.call("PUT", `${cloud.instances}/${cloud.put("RUNNING")}`, body);
	expect([response.status, response.json.error_code]).toEqual([400, `ModelArts.${code}`]);
});

test("parameters are locked in the statuses of the setting lockedParameters", async () => {
	const cloud = await Cloud.start({ lockedParameters: { STOPPING: ["auto_stop"], RUNNING: ["description"] } });
	const put = (status: string, body: object) => cloud.call("PUT", `${cloud.instances}/${cloud.put(status)}`, body);
	const locked = await put("STOPPING", { spec: { auto_stop: { enable: false } } });
	expect(locked.json.error_code).toBe("ModelArts.6347");
	expect(locked.json.error_msg).toBe(
		"When the instance is in the 'STOPPING' status, the 'auto_stop' parameter cannot be modified.",
	);
	expect((await put("RUNNING", { description: "x" })).json.error_code).toBe("ModelArts.6347");
	expect((await put("STOPPING", { description: "x" })).status).toBe(200);
});

test.each([
	["obs", { type: "obs", location: { path: "b/f/" } }, { type: "obs", location: { path: "b/f/" } }],
	[
		"evs without size",
		{ type: "EVS" },
		{ type: "evs", location: { path: "/home/ma-user/work", volume_size: 5, volume_unit: "GB" } },
	],
	[
		"a file system",
		{ type: "obsfs", location: { path: "fs" } },
		{ type: "obsfs", location: { path: "fs", mount_path: "/home/ma-user/work", access_modes: "ReadWriteMany" } },
	],
])("storage of %s is returned with the fields that the service adds", async (_, storage, shown) => {
	const cloud = await Cloud.start();
	expect((await cloud.create({ spec: { storage } })).json.spec.storage).toEqual(shown);
});

test("a dedicated pool is returned with the fields that the service adds", async () => {
	const cloud = await Cloud.start();
	const { pool } = (await cloud.create({ pool: { id: "pool-1" } })).json;
	expect(pool).toEqual({
		id: "pool-1",
		name: "pool-1",
		type: "USER_DEFINED",
		owner: { project_id: cloud.simulator.projectId },
	});
	expect((await cloud.list("&pool_id=pool-1")).json.total_count).toBe(1);
});
