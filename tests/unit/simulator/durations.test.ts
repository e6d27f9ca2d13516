import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

async function statusOf(cloud: Cloud, id: string): Promise<string> {
	return String((await cloud.get(id)).json.status);
}

test("durations are drawn from the seed within their range, and shortened by the speed", async () => {
	const settings = { seed: 7, speed: 10, durations: { createInstance: [10_000, 90_000] } } as const;
	const measure = async () => {
		const cloud = await Cloud.start(settings);
		const times: number[] = [];
		for (const name of ["a", "b", "c"]) {
			const id = String((await cloud.create({ name })).json.id);
			const start = cloud.clock.now();
			while ((await statusOf(cloud, id)) !== "RUNNING") cloud.clock.advance(100);
			times.push(cloud.clock.now() - start);
		}
		return times;
	};
	const first = await measure();
	expect(first).toEqual(await measure());
	expect(new Set(first).size).toBeGreaterThan(1);
	for (const time of first) expect(time).toBeGreaterThanOrEqual(1000);
	for (const time of first) expect(time).toBeLessThanOrEqual(9100);
});

test("the duration of a synchronous operation delays its response", async () => {
	const cloud = await Cloud.start({ durations: { updateInstance: 5000 } });
	const id = cloud.put("RUNNING");
	const response = cloud.call("PUT", `${cloud.instances}/${id}`, { description: "new" });
	while (cloud.clock.nextWake() === undefined) await new Promise((resolve) => setImmediate(resolve));
	expect((await cloud.get(id)).json.description).toBe("new");
	cloud.clock.advance(5000);
	expect((await response).status).toBe(200);
});
