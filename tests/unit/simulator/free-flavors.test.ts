import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const free = { flavor: "modelarts.vm.cpu.free" };

async function statusOf(cloud: Cloud, id: string): Promise<string> {
	return String((await cloud.get(id)).json.status);
}

async function createAnd(cloud: Cloud, milliseconds: number, changes: Record<string, unknown> = {}): Promise<string> {
	const id = String((await cloud.create(changes)).json.id);
	cloud.clock.advance(milliseconds);
	return id;
}

test("a free flavor queues first and says how long", async () => {
	const cloud = await Cloud.start({ durations: { queueInstance: 10_000 } });
	const made = (await cloud.create(free)).json;
	expect(made).toMatchObject({
		status: "CREATE_QUEUING",
		queuing_info: { remain_time: 10, rank: 1, flavor: free.flavor },
	});
	cloud.clock.advance(10_000);
	expect(await statusOf(cloud, made.id)).toBe("CREATING");
	cloud.clock.advance(3000);
	expect(await statusOf(cloud, made.id)).toBe("RUNNING");
});

test("after the queue it may have to be started by hand, which does not queue again", async () => {
	const cloud = await Cloud.start({ durations: { queueInstance: 10_000 }, afterQueue: "wait" });
	const id = await createAnd(cloud, 10_000, free);
	expect(await statusOf(cloud, id)).toBe("READY_TO_START");
	expect((await cloud.act(id, "start")).json.current_status).toBe("STARTING");
	cloud.clock.advance(2000);
	expect(await statusOf(cloud, id)).toBe("RUNNING");
});

test("queue and dequeue are for free flavors alone", async () => {
	const cloud = await Cloud.start({ durations: { queueInstance: 10_000 } });
	const id = cloud.put("STOPPED", free);
	expect((await cloud.act(id, "queue")).json.current_status).toBe("START_QUEUING");
	expect((await cloud.act(id, "queue")).json.error_code).toBe("ModelArts.6357");
	expect((await cloud.act(id, "dequeue")).json.current_status).toBe("STOPPED");
	expect((await cloud.act(cloud.put("STOPPED"), "queue")).json.error_code).toBe("ModelArts.6336");
});
