import { Cloud, closeClouds, validInstance } from "./cloud";

afterEach(closeClouds);

const withAutoStop = { spec: { ...validInstance.spec, auto_stop: { enable: true, duration: 3600 } } };

async function statusOf(cloud: Cloud, id: string): Promise<string> {
	return String((await cloud.get(id)).json.status);
}

async function createAndAdvance(
	cloud: Cloud,
	milliseconds: number,
	changes: Record<string, unknown> = {},
): Promise<string> {
	const id = String((await cloud.create(changes)).json.id);
	cloud.clock.advance(milliseconds);
	return id;
}

test("a new instance is CREATING, then STARTING, then RUNNING with a URL", async () => {
	const cloud = await Cloud.start();
	const created = (await cloud.create()).json;
	expect(created).toMatchObject({ status: "CREATING", name: "lab", spec: { annotations: { url: "" } } });
	expect(created.id).toMatch(/^DE-[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/);
	cloud.clock.advance(2000);
	expect(await statusOf(cloud, created.id)).toBe("STARTING");
	cloud.clock.advance(999);
	expect(await statusOf(cloud, created.id)).toBe("STARTING");
	cloud.clock.advance(1);
	const running = (await cloud.get(created.id)).json;
	expect(running.status).toBe("RUNNING");
	expect(running.spec.annotations.url).toContain(created.id);
	expect(running.latest_update_timestamp).toBe(created.creation_timestamp);
});

test("the response of a create has the documented fields, defaults and nulls", async () => {
	const cloud = await Cloud.start();
	const { json } = await cloud.create();
	expect(json).toMatchObject({
		description: "",
		creation_timestamp: "1767225600000",
		workspace: { id: "0" },
		ai_project: { id: "default-ai-project" },
		profile: { id: validInstance.profile_id, de_type: "Notebook", flavor_type: "CPU" },
		flavor_details: { name: validInstance.flavor, status: "onSale", type: "CPU" },
		spec: {
			auto_stop: { enable: false, prompt: true },
			storage: { type: "evs", location: { path: "/home/ma-user/work", volume_size: 5, volume_unit: "GB" } },
			extend_storage: null,
			extend_params: null,
			failed_reasons: null,
			repository: null,
		},
	});
	expect(json.spec.auto_stop).not.toHaveProperty("stop_timestamp");
	expect(json).not.toHaveProperty("error_code");
});

test("stop, start and restart pass through their statuses", async () => {
	const cloud = await Cloud.start({ durations: { restartInstance: 500 } });
	const id = await createAndAdvance(cloud, 3000);
	expect((await cloud.changeStatus(id, "stop")).json).toEqual({
		current_status: "STOPPING",
		previous_state: "RUNNING",
	});
	cloud.clock.advance(2000);
	expect(await statusOf(cloud, id)).toBe("STOPPED");
	expect((await cloud.changeStatus(id, "start")).json).toEqual({
		current_status: "STARTING",
		previous_state: "STOPPED",
	});
	cloud.clock.advance(2000);
	expect(await statusOf(cloud, id)).toBe("RUNNING");
	expect((await cloud.changeStatus(id, "restart")).json.current_status).toBe("RESTARTING");
	cloud.clock.advance(500);
	expect(await statusOf(cloud, id)).toBe("RUNNING");
});

test("the auto-stop counts down from RUNNING and stops the instance on time, independent of reads", async () => {
	const cloud = await Cloud.start();
	const id = await createAndAdvance(cloud, 3000 + 600_000, withAutoStop);
	const { auto_stop: shown } = (await cloud.get(id)).json.spec;
	expect(shown).toEqual({
		enable: true,
		duration: 3600,
		prompt: true,
		remain_time: 3000,
		stop_timestamp: cloud.clock.now() + 3_000_000,
	});
	cloud.clock.advance(3_000_000 - 1);
	expect(await statusOf(cloud, id)).toBe("RUNNING");
	cloud.clock.advance(1);
	expect(await statusOf(cloud, id)).toBe("STOPPING");
	cloud.clock.advance(2000);
	const stopped = (await cloud.get(id)).json;
	expect(stopped.status).toBe("STOPPED");
	expect(stopped.spec.auto_stop).not.toHaveProperty("remain_time");

	const unseen = await createAndAdvance(cloud, 3000 + 3_600_000 + 2000, { ...withAutoStop, name: "unseen" });
	expect(await statusOf(cloud, unseen)).toBe("STOPPED");
});

test("the auto-stop runs faster than the clock with autoStopSpeed", async () => {
	const cloud = await Cloud.start({ autoStopSpeed: 3600 });
	const id = await createAndAdvance(cloud, 3000 + 1000, withAutoStop);
	expect(await statusOf(cloud, id)).toBe("STOPPING");
});

test("a change of the auto-stop while running applies from the next start on", async () => {
	const cloud = await Cloud.start();
	const id = await createAndAdvance(cloud, 3000, withAutoStop);
	const before = (await cloud.get(id)).json.spec.auto_stop.stop_timestamp;
	const body = { description: "changed", spec: { auto_stop: { enable: true, duration: 7200 } } };
	const { json } = await cloud.call("PUT", `${cloud.instances}/${id}`, body);
	expect(json.spec.auto_stop).toMatchObject({ duration: 7200, stop_timestamp: before });
	await cloud.changeStatus(id, "stop");
	cloud.clock.advance(2000);
	await cloud.changeStatus(id, "start");
	cloud.clock.advance(2000);
	expect((await cloud.get(id)).json.spec.auto_stop.remain_time).toBe(7200);
});

test("the time of an auto-stop is the same in every response, however long a response takes", async () => {
	const cloud = await Cloud.start();
	const id = await createAndAdvance(cloud, 3000, withAutoStop);
	const read = async () => (await cloud.get(id)).json.spec.auto_stop.stop_timestamp as number;
	const before = await read();
	const now = cloud.clock.now.bind(cloud.clock);
	let reads = 0;
	cloud.clock.now = () => now() + ++reads;
	expect(await read()).toBe(before);
});

test("a create with an injected failure ends in CREATE_FAILED with its reasons, and can be deleted", async () => {
	const failedReasons = { code: "ModelArts.6528", message: "No EVS available.", detail: { zone: "az1" } };
	const failures = [{ name: "^doomed", failedReasons, errorCode: "ModelArts.6528" }];
	const cloud = await Cloud.start({ failures });
	const id = await createAndAdvance(cloud, 3000, { name: "doomed-1" });
	const failed = (await cloud.get(id)).json;
	expect(failed).toMatchObject({ status: "CREATE_FAILED", error_code: "ModelArts.6528" });
	expect(failed.spec.failed_reasons).toEqual(failedReasons);
	expect(await statusOf(cloud, await createAndAdvance(cloud, 3000, { name: "lucky" }))).toBe("RUNNING");
	expect(await statusOf(cloud, await createAndAdvance(cloud, 3000, { name: "doomed-2" }))).toBe("RUNNING");
	expect((await cloud.call("DELETE", `${cloud.instances}/${id}`)).status).toBe(200);
});

test("a start with an injected failure fails, and the next start clears the reasons", async () => {
	const cloud = await Cloud.start({ failures: [{ operation: "startInstance" }] });
	const id = cloud.put("STOPPED");
	await cloud.changeStatus(id, "start");
	cloud.clock.advance(2000);
	const failed = (await cloud.get(id)).json;
	expect([failed.status, failed.spec.failed_reasons.code]).toEqual(["START_FAILED", "ModelArts.6361"]);
	await cloud.changeStatus(id, "start");
	cloud.clock.advance(2000);
	const running = (await cloud.get(id)).json;
	expect([running.status, running.spec.failed_reasons]).toEqual(["RUNNING", null]);
});

test("an instance with an injected failure becomes UNAVAILABLE and recovers", async () => {
	const cloud = await Cloud.start({ failures: [{ status: "UNAVAILABLE", healsAfter: 5000 }] });
	const id = await createAndAdvance(cloud, 3000);
	expect(await statusOf(cloud, id)).toBe("UNAVAILABLE");
	cloud.clock.advance(5000);
	expect(await statusOf(cloud, id)).toBe("RUNNING");
});
