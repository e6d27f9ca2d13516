import type { ActOrder } from "modelarts-simulator";
import { Cloud, closeClouds, validInstance } from "./cloud";

afterEach(closeClouds);

type Objects = Record<"instances" | "notebooks" | "customImages" | "cloudImages", Record<string, unknown>[]>;
const stateOf = ({ simulator }: Cloud) => simulator.admin.state() as unknown as Objects;

/** One object of each kind: [instance, notebook, custom image, cloud image]. */
async function fill(settings: Parameters<typeof Cloud.start>[0] = {}) {
	const cloud = await Cloud.start({ nameScope: "none", builtInImages: 0, ...settings });
	cloud.simulator.admin.putObjects({
		instances: [{ create: validInstance }],
		notebooks: [
			{ create: { name: "desk", flavor: "modelarts.vm.cpu.2u", image_id: "i" }, patch: { status: "RUNNING" } },
		],
		customImages: [{ create: { swr_path: "swr.x.com/lab/jupyter:1.0" } }],
		cloudImages: [{ create: { name: "disk" }, tags: { team: "vision", pulumi: "ours" } }],
	});
	return cloud;
}

const orders: [ActOrder, keyof Objects, object][] = [
	[{ act: "stop", kind: "instances" }, "instances", { status: "STOPPING" }],
	[{ act: "stop", kind: "notebooks" }, "notebooks", { status: "STOPPING" }],
	[{ act: "describe", kind: "notebooks" }, "notebooks", { description: expect.stringMatching(/^theirs \d+$/) }],
	[{ act: "describe", kind: "cloudImages" }, "cloudImages", { __description: expect.stringMatching(/^theirs \d+$/) }],
	[{ act: "rename", kind: "notebooks" }, "notebooks", { name: expect.stringMatching(/^theirs-\d+$/) }],
	[{ act: "rename", kind: "cloudImages" }, "cloudImages", { name: expect.stringMatching(/^theirs-\d+$/) }],
	[{ act: "retag", kind: "notebooks" }, "notebooks", { tags: [{ key: "theirs" }] }],
];

test.each(orders)("the second actor carries out %j", async (order, store, expected) => {
	const cloud = await fill();
	expect(await cloud.simulator.admin.act(order)).toMatchObject({ ...order, created: [] });
	expect(stateOf(cloud)[store]).toMatchObject([expected]);
});

test.each(["instances", "notebooks", "cloudImages"] as const)("a twin among %s has the same name", async (kind) => {
	const cloud = await fill();
	const act = await cloud.simulator.admin.act({ act: "create twin", kind });
	const [first, second] = stateOf(cloud)[kind];
	expect(second).toMatchObject({ id: act?.created[0], name: first?.name });
	expect(JSON.stringify(second)).not.toContain("ours");
});

test("the second actor deletes what it is told to", async () => {
	const cloud = await fill();
	await cloud.simulator.admin.act({ act: "stop", kind: "instances" });
	cloud.clock.advance(2000);
	for (const kind of ["instances", "notebooks", "customImages", "cloudImages"] as const) {
		const [object] = stateOf(cloud)[kind];
		await cloud.simulator.admin.act({ act: "delete", id: String(object?.id) });
	}
	const { instances, customImages, cloudImages } = stateOf(cloud);
	expect([instances, customImages, cloudImages]).toEqual([[], [], []]);
	expect(cloud.simulator.admin.acts().every(({ status }) => status < 300)).toBe(true);
});

test("a refused act is listed with its status, and changes nothing", async () => {
	const cloud = await fill();
	const act = await cloud.simulator.admin.act({ act: "create twin", kind: "customImages" });
	expect(act).toMatchObject({ status: 400, created: [], before: { swr_path: "swr.x.com/lab/jupyter:1.0" } });
});

test("the second actor acts at random before a request, by signed requests that the log names", async () => {
	const cloud = await fill({ secondActor: 1, secondActorActs: ["describe"] });
	cloud.simulator.admin.addFault({ action: { status: 503 }, times: null });
	await cloud.list();
	const [own, theirs] = cloud.simulator.admin.requests();
	expect(own).not.toHaveProperty("by");
	expect(theirs).toMatchObject({ by: "second actor", status: 200, fault: null });
	expect((await cloud.admin("GET", "acts")).json).toMatchObject([{ act: "describe", status: 200 }]);
});

test("no act fits an empty cloud", async () => {
	const cloud = await Cloud.start({ builtInImages: 0, secondActor: 1 });
	await cloud.list();
	expect(cloud.simulator.admin.acts()).toEqual([]);
});

test.each([
	[{ act: "stopp" }, "Did you mean 'stop'?"],
	[{ act: "stop", kind: "notebook" }, "Did you mean 'notebooks'?"],
	[{ acts: "stop" }, "Unknown key 'acts'"],
])("an invalid act is rejected: %j", async (order, message) => {
	const cloud = await Cloud.start();
	const { status, json } = await cloud.admin("POST", "acts", order);
	expect([status, json.error]).toEqual([400, expect.stringContaining(message)]);
});
