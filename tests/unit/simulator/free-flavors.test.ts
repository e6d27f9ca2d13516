import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const free = { flavor: "modelarts.vm.cpu.free" };

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

test("a free flavor queues first and shows the remaining time", async () => {
	const cloud = await Cloud.start({ durations: { queueInstance: 10_000 } });
	const created = (await cloud.create(free)).json;
	expect(created).toMatchObject({
		status: "CREATE_QUEUING",
		queuing_info: { remain_time: 10, rank: 1, flavor: free.flavor },
	});
	cloud.clock.advance(10_000);
	expect(await statusOf(cloud, created.id)).toBe("CREATING");
	cloud.clock.advance(3000);
	expect(await statusOf(cloud, created.id)).toBe("RUNNING");
});

test("a queued instance with afterQueue wait is started by the user, without queueing again", async () => {
	const cloud = await Cloud.start({ durations: { queueInstance: 10_000 }, afterQueue: "wait" });
	const id = await createAndAdvance(cloud, 10_000, free);
	expect(await statusOf(cloud, id)).toBe("READY_TO_START");
	expect((await cloud.changeStatus(id, "start")).json.current_status).toBe("STARTING");
	cloud.clock.advance(2000);
	expect(await statusOf(cloud, id)).toBe("RUNNING");
});

test("queue and dequeue are accepted for free flavors only", async () => {
	const cloud = await Cloud.start({ durations: { queueInstance: 10_000 } });
	const id = cloud.put("STOPPED", free);
	expect((await cloud.changeStatus(id, "queue")).json.current_status).toBe("START_QUEUING");
	expect((await cloud.changeStatus(id, "queue")).json.error_code).toBe("ModelArts.6357");
	expect((await cloud.changeStatus(id, "dequeue")).json.current_status).toBe("STOPPED");
	expect((await cloud.changeStatus(cloud.put("STOPPED"), "queue")).json.error_code).toBe("ModelArts.6336");
});
