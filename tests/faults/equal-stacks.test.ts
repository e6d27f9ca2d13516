import { type Simulator, startSimulator } from "modelarts-simulator";
import { setTimeout as sleep } from "node:timers/promises";
import { ModelWorld } from "./support/model-world";

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** Two users with one project, one stack name and one cloud account: their resources have the same coordinates. */
async function runBoth(kind: "notebook" | "custom" | "volume" | "desk") {
	const world = new ModelWorld(simulator);
	const succeeded: boolean[] = [];
	for (const stack of ["main", "twin"] as const) {
		world.stacks[stack].program.set("thing", { kind, variant: 0, edition: 0 });
		succeeded.push(await world.stacks[stack].up());
	}
	world.close();
	const known = [...world.known("main"), ...world.known("twin")];
	return { succeeded, ids: world.ids(), known, said: world.messages.join("\n") };
}

test.each(["notebook", "volume", "desk"] as const)(
	"a complete %s of another stack is reported, and not resumed",
	async (kind) => {
		const { succeeded, ids, known, said } = await runBoth(kind);
		expect(succeeded).toEqual([true, true]);
		expect(known).toEqual(ids);
		expect(new Set(ids).size).toBe(2);
		expect(said).toContain(`${ids[0]} carries a marker of an earlier create of this resource, and is finished`);
	},
);

test("a path registered by another stack is not resumed: the error names the image and `adopt`", async () => {
	const { succeeded, ids, known, said } = await runBoth("custom");
	expect(succeeded).toEqual([true, false]);
	expect(known).toEqual(ids);
	expect(ids).toHaveLength(1);
	expect(said).toContain(`adopt: "${ids[0]}"`);
});

/** The same, on two machines at the same time: neither sees the other when it begins. */
async function runBothAtOnce(kind: "notebook" | "custom" | "volume" | "disks" | "desk") {
	const world = new ModelWorld(simulator);
	const both = [world.stacks.main, world.stacks.twin];
	for (const { program } of both) program.set("thing", { kind, variant: 0, edition: 0 });
	// Neither create begins before both have searched.
	const isSearched = kind === "notebook";
	const match = { operation: "getInstanceList" };
	if (isSearched) simulator.admin.addFault({ match, action: { hold: true }, afterEffect: true, times: 2 });
	const runs = both.map((stack) => stack.up());
	while (isSearched && simulator.admin.held().length < 2) await sleep(1);
	simulator.admin.release();
	const succeeded = await Promise.all(runs);
	world.close();
	return { succeeded, ids: world.ids(), known: [world.known("main"), world.known("twin")], said: world.messages };
}

test("two concurrent runs register one image, for one of them; the other reports it", async () => {
	const { succeeded, ids, known, said } = await runBothAtOnce("custom");
	expect([...succeeded].sort()).toEqual([false, true]);
	expect(ids).toHaveLength(1);
	expect(known.flat()).toEqual(ids);
	expect(said.join("\n")).toContain(`adopt: "${ids[0]}"`);
});

test("two concurrent runs create a notebook each, and share none", async () => {
	const { succeeded, ids, known } = await runBothAtOnce("notebook");
	expect(succeeded).toEqual([true, true]);
	expect(known.flat().sort()).toEqual([...ids].sort());
	expect(new Set(ids).size).toBe(2);
});

test.each([
	["volume", 1],
	["disks", 2],
	["desk", 1],
] as const)(
	"two concurrent runs create a %s twice at most, and one of them reports the other's",
	async (kind, count) => {
		const { succeeded, ids, known, said } = await runBothAtOnce(kind);
		expect(succeeded).toEqual([true, true]);
		expect([...new Set(known.flat())].sort()).toEqual([...ids].sort());
		expect([count, 2 * count]).toContain(ids.length);
		expect(said.some((message) => ids.some((id) => message.includes(id)))).toBe(true);
	},
);
