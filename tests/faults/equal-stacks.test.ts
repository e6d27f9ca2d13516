import { type Simulator, startSimulator } from "modelarts-simulator";
import { ModelWorld } from "./support/model-world";

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** Two people with one project, one stack name and one cloud account: each resource of theirs has one identity. */
async function runBoth(kind: "notebook" | "custom" | "volume") {
	const world = new ModelWorld(simulator);
	for (const stack of ["main", "twin"] as const) {
		world.stacks[stack].program.set("thing", { kind, variant: 0, edition: 0 });
		expect(await world.stacks[stack].up()).toBe(true);
	}
	world.close();
	return { ids: world.ids(), known: [...world.known("main"), ...world.known("twin")], said: world.messages.join("\n") };
}

test.each(["notebook", "custom"] as const)("a finished %s with the default description is taken over", async (kind) => {
	const { ids, known, said } = await runBoth(kind);
	expect(ids).toHaveLength(1);
	expect(known).toEqual([...ids, ...ids]);
	expect(said).toContain(`(${ids[0]}), which an earlier attempt of this resource made`);
});

test("a finished cloud image is not, and is named", async () => {
	const { ids, known, said } = await runBoth("volume");
	expect(known).toEqual(ids);
	expect(said).toContain(`${ids[0]} carries the mark of this resource as well, and is finished`);
});

/** The same, on two machines at the same moment: neither can see the other when it begins. */
async function runBothAtOnce(kind: "notebook" | "custom" | "volume" | "disks" | "desk") {
	const world = new ModelWorld(simulator);
	const both = [world.stacks.main, world.stacks.twin];
	for (const { program } of both) program.set("thing", { kind, variant: 0, edition: 0 });
	const succeeded = await Promise.all(both.map((stack) => stack.up()));
	world.close();
	return { succeeded, ids: world.ids(), known: [world.known("main"), world.known("twin")], said: world.messages };
}

test.each(["notebook", "custom"] as const)("two runs at once make one %s", async (kind) => {
	const { ids, known, said } = await runBothAtOnce(kind);
	expect(ids).toHaveLength(1);
	expect(known.flat()).toContain(ids[0]);
	expect(said.join("\n")).toContain(ids[0]);
});

test.each([
	["volume", 1],
	["disks", 2],
	["desk", 1],
] as const)(
	"two runs at once make a %s twice at most, and one of them names what the other made",
	async (kind, count) => {
		const { succeeded, ids, known, said } = await runBothAtOnce(kind);
		expect(succeeded).toEqual([true, true]);
		expect([...new Set(known.flat())].sort()).toEqual([...ids].sort());
		expect([count, 2 * count]).toContain(ids.length);
		expect(said.some((message) => ids.some((id) => message.includes(id)))).toBe(true);
	},
);
