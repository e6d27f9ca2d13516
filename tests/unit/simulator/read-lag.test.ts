import { Cloud, closeClouds } from "./cloud";
import { startJob, getJob, startIms } from "./ims-client";

afterEach(closeClouds);

test("a new instance is neither found nor listed before the read lag has passed", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const { json } = await cloud.create();
	cloud.clock.advance(999);
	expect((await cloud.get(json.id)).status).toBe(400);
	expect((await cloud.list()).json.total_count).toBe(0);
	cloud.clock.advance(1);
	expect((await cloud.get(json.id)).json).toMatchObject({ id: json.id, status: "CREATING" });
	expect((await cloud.list()).json.total_count).toBe(1);
});

test("a status is shown as it was before the read lag", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const { json } = await cloud.create();
	cloud.clock.advance(3900);
	expect((await cloud.get(json.id)).json.status).toBe("STARTING");
	cloud.clock.advance(100);
	expect((await cloud.get(json.id)).json.status).toBe("RUNNING");
});

test("a deleted instance is still shown until the read lag has passed", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const id = cloud.put("STOPPED");
	cloud.clock.advance(1000);
	await cloud.call("DELETE", `${cloud.instances}/${id}`);
	cloud.clock.advance(999);
	expect((await cloud.get(id)).json.status).toBe("STOPPED");
	cloud.clock.advance(1);
	expect((await cloud.get(id)).status).toBe(400);
});

test("a write uses the current state, and its response shows it", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const { json } = await cloud.create();
	const changed = await cloud.call("PUT", `${cloud.instances}/${json.id}`, { description: "new" });
	expect(changed.json).toMatchObject({ id: json.id, description: "new" });
});

test("the admin state has no read lag", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const { json } = await cloud.create();
	await cloud.list();
	expect(cloud.simulator.admin.state()).toMatchObject({ instances: [{ id: json.id, status: "CREATING" }] });
});

test("an out-of-band change is shown after the read lag", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const id = cloud.put("STOPPED");
	cloud.clock.advance(1000);
	cloud.simulator.admin.putObjects({ instances: [{ id, patch: { description: "theirs" } }] });
	expect((await cloud.get(id)).json.description).not.toBe("theirs");
	cloud.clock.advance(1000);
	expect((await cloud.get(id)).json.description).toBe("theirs");
});

test("jobs, their images and searches by tags have the read lag", async () => {
	const cloud = await startIms({ readLag: 1000 });
	const id = await startJob(cloud, { name: "sys", instance_id: "s", image_tags: [{ key: "color", value: "red" }] });
	const search = { action: "filter", tags: [{ key: "color", values: ["red"] }] };
	const find = () => cloud.call("POST", `/v2/${cloud.simulator.projectId}/images/resource_instances/action`, search);
	const isShown = async () => [
		(await getJob(cloud, id)).status === "SUCCESS",
		(await cloud.call("GET", "/v2/cloudimages?status=active")).json.images.length > 0,
		(await find()).json.total_count > 0,
	];
	expect(await isShown()).toEqual([false, false, false]);
	cloud.clock.advance(10_999);
	expect(await isShown()).toEqual([false, false, true]);
	cloud.clock.advance(1);
	expect(await isShown()).toEqual([true, true, true]);
});

test("a read lag with a range is drawn for each read", async () => {
	const cloud = await Cloud.start({ readLag: [0, 1000] });
	const { json } = await cloud.create();
	cloud.clock.advance(500);
	const statuses = [];
	for (let nth = 0; nth < 20; nth++) statuses.push((await cloud.get(json.id)).status);
	expect(new Set(statuses)).toEqual(new Set([200, 400]));
});

test("reads show the current state after the read lag is reset to 0", async () => {
	const cloud = await Cloud.start({ readLag: 1000 });
	const { json } = await cloud.create();
	cloud.simulator.admin.changeSettings({ readLag: 0 });
	expect((await cloud.get(json.id)).status).toBe(200);
});
