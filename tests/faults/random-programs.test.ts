import fc from "fast-check";
import { type Simulator, startSimulator } from "modelarts-simulator";
import type { Crash } from "./support/model-process";
import type { KindName } from "./support/model-stack";
import { ModelWorld, type StackName } from "./support/model-world";
import { isFull } from "../support/full";

/** The full mode has as many runs as fit into {@link TIME}, its maximum, on two busy cores. */
const RUNS = Number(process.env.MODEL_RUNS ?? (isFull ? 600 : 15));

/** Milliseconds, in proportion to the number of runs. */
const TIME = Math.max(600_000, RUNS * 1500);

/** `npm test` runs the same histories each time; the full mode, and a given seed, run others. */
const SEED = process.env.MODEL_SEED ? Number(process.env.MODEL_SEED) : isFull ? undefined : 1;

/** The shrunken form of a failure, as fast-check prints it; goes with its seed. */
const PATH = process.env.MODEL_PATH ?? "";

/**
 * One step of a random history: the event, and the stack that runs after it. In a run, `replace` is a resource that is
 * replaced although its inputs are the same, by `--target-replace` or because it is tainted, and `twoProcesses` a
 * changed provider: the replaced object is deleted by another process than the one that creates the new one.
 */
type Move =
	| { do: "run"; stack: StackName; crash?: Crash; replace?: string; twoProcesses?: boolean; fault?: number }
	| { do: "refresh" | "move" | "rename stack"; stack: StackName }
	| { do: "change" | "replace" | "remove" | "add"; stack: StackName; name: string }
	| { do: "rename"; stack: StackName; name: string; keepsAlias: boolean };

const kindsByName: Record<string, KindName> = {
	lab: "notebook",
	desk: "desk",
	image: "custom",
	disk: "volume",
	pair: "disks",
};
const names = Object.keys(kindsByName);

const operations = [
	"createInstance",
	"registerImage",
	"createImage",
	"getInstance",
	"batchAddOrDeleteTags",
	"showJob",
	"createNotebook",
	"showNotebook",
	"updateNotebook",
];
const FAULTS = operations.flatMap((operation) =>
	[{ reset: true as const }, { status: 503 }, { truncate: true as const }].flatMap((action) =>
		[false, true].map((afterEffect) => ({ match: { operation }, action, afterEffect })),
	),
);

const stacks: readonly StackName[] = ["main", "other", "twin"];
const stack = fc.constantFrom<StackName>("main", "main", "other", "other", "twin");
const name = fc.constantFrom(...names);
const crash = fc.record<Crash>({
	how: fc.constantFrom("kill before", "kill after", "kill unsaved", "interrupt"),
	at: fc.integer({ min: 1, max: 25 }),
});
const move: fc.Arbitrary<Move> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record(
			{
				do: fc.constant("run" as const),
				stack,
				crash,
				replace: name,
				twoProcesses: fc.boolean(),
				fault: fc.nat(FAULTS.length - 1),
			},
			{ requiredKeys: ["do", "stack"] },
		),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom("refresh", "move", "rename stack"), stack }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom("change", "replace", "remove", "add"), stack, name }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), stack, name, keepsAlias: fc.boolean() }) },
);

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());

let renames = 0;

async function carryOut(world: ModelWorld, move: Move): Promise<void> {
	const { stack } = move;
	switch (move.do) {
		case "run": {
			// The stack with the same identity resumes the unfinished objects of the other: it had to be resumed
			// before.
			for (const twin of ["main", "twin"] as const)
				if (twin !== stack && world.dirty.has(twin)) await settle(world, twin);
			const faults = move.fault === undefined ? [] : [FAULTS[move.fault] ?? {}];
			// The one limit (docs/guides/recovery.md): an unfinished object, with a forced replacement that is
			// interrupted as well.
			const isUnfinished = world.stacks[stack].state.get(move.replace ?? "")?.failed ?? false;
			// And an unfinished object of a forced replacement may be resumed by any resource with the same identity.
			const isPlain = move.replace !== undefined && (isUnfinished || stack !== "other");
			await world.run(stack, isPlain ? { ...move, crash: undefined } : move, isPlain ? [] : (faults as never));
			return;
		}
		case "refresh":
			return world.refresh(stack);
		case "move":
			// A forced replacement that reached its last request: it cannot be told from the object that it replaces
			// (same page).
			if (world.repathed.has(stack) || world.unsure.has(stack)) world.silent.add(stack);
			return world.move(stack);
		case "rename stack":
			// Two users with one stack name: only one of them renames it.
			if (stack === "other" && world.dirty.has(stack)) world.silent.add(stack);
			if (stack === "other") world.edit(stack, (_program, it) => (it.name = `prod${++renames}`));
			return;
		case "change":
		case "replace":
			// Another path, on another machine: the old one cannot be found (docs/guides/recovery.md).
			if (move.do === "replace" && move.name === "image" && world.dirty.has(stack)) world.repathed.add(stack);
			if (world.repathed.has(stack) && world.moved.has(stack)) world.silent.add(stack);
			return world.edit(stack, (program) => {
				const declared = program.get(move.name);
				if (declared) declared[move.do === "change" ? "edition" : "variant"]++;
			});
		case "remove":
			if (world.dirty.has(stack)) world.silent.add(stack);
			return world.edit(stack, (program) => program.delete(move.name));
		case "add":
			return declare(world, stack, move.name);
		case "rename":
			if (world.dirty.has(stack)) world.silent.add(stack);
			return world.edit(stack, (program) => {
				const declared = program.get(move.name);
				if (!declared || program.has(`${move.name}2`)) return;
				program.delete(move.name);
				program.set(`${move.name}2`, { ...declared, alias: move.keepsAlias ? move.name : undefined });
			});
	}
}

function declare(world: ModelWorld, stack: StackName, name: string): void {
	const kind = kindsByName[name] ?? "volume";
	// Names of notebooks and paths are unique: only images can exist in both of two equal stacks.
	if (stack === "twin" && kind !== "volume" && kind !== "disks") return;
	const { program } = world.stacks[stack];
	if (!program.has(name) && !program.has(`${name}2`)) program.set(name, { kind, variant: 0, edition: 0 });
}

/** A user's next steps: `up`, at most twice; a refresh after a forced replacement. */
async function settle(world: ModelWorld, stack: StackName): Promise<void> {
	if (world.unsure.has(stack)) await world.refresh(stack);
	if (await world.run(stack, {})) return;
	if (await world.run(stack, {})) return;
	// After an edit of the program, the user may have to decide about the old objects, as the message says.
	expect([...world.excused]).toContain(stack);
}

/** @param isStrict every remaining object has to be reported, without exception */
async function live(moves: Move[], isStrict = false): Promise<void> {
	const world = new ModelWorld(simulator);
	try {
		for (const stack of stacks) for (const name of names) declare(world, stack, name);
		for (const move of moves) await carryOut(world, move);
		if (isStrict) world.silent.clear();
		for (const stack of [...world.dirty, ...stacks]) await settle(world, stack);

		const known = stacks.flatMap((stack) => world.known(stack));
		const left = world.ids().filter((id) => !known.includes(id));
		for (const id of left) {
			const maker = world.makers.get(id) ?? "main";
			expect({ left: id, maker, isExcused: world.excused.has(maker) }).toEqual({ left: id, maker, isExcused: true });
			const isReported = world.silent.has(maker) || world.isReported(id);
			expect({ left: id, maker, isReported }).toEqual({ left: id, maker, isReported: true });
		}
		expect(known.filter((id) => !world.ids().includes(id))).toEqual([]);
		expect(new Set(known).size).toBe(known.length);

		for (const stack of ["twin", "other", "main"] as const) {
			world.stacks[stack].program.clear();
			expect(await world.run(stack, {})).toBe(true);
		}
		expect(world.ids().sort()).toEqual([...left].sort());
	} catch (error) {
		throw new Error(`${String((error as Error).message)}\n${world.messages.join("\n").slice(-3000)}`);
	} finally {
		world.close();
	}
}

test(
	"no history of runs, crashes, faults and edits loses or duplicates an object, or takes that of another stack",
	async () => {
		const property = fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 8 }), (moves) => live(moves));
		await fc.assert(property, {
			numRuns: RUNS,
			seed: SEED,
			path: PATH,
			interruptAfterTimeLimit: TIME,
			markInterruptAsFailure: true,
		});
	},
	TIME + 60_000,
);

test.each<[string, Move[]]>([
	[
		"a registration whose response was cut off by a kill, before the program declares another path",
		[
			{ do: "run", stack: "other", crash: { how: "kill before", at: 3 }, fault: 0 },
			{ do: "replace", stack: "other", name: "image" },
		],
	],
	[
		"a cloud image whose response was cut off by a kill, before the program declares another source",
		[
			{ do: "run", stack: "other", crash: { how: "kill after", at: 4 } },
			{ do: "replace", stack: "other", name: "disk" },
			{ do: "replace", stack: "other", name: "pair" },
		],
	],
	[
		"a pending cloud image of another machine, before the program declares another source",
		[
			{ do: "run", stack: "other", crash: { how: "kill before", at: 7 } },
			{ do: "move", stack: "other" },
			{ do: "replace", stack: "other", name: "disk" },
			{ do: "replace", stack: "other", name: "pair" },
		],
	],
	[
		"pending data disks of a forced replacement on another machine",
		[
			{ do: "run", stack: "other" },
			{ do: "run", stack: "other", crash: { how: "kill before", at: 5 }, replace: "pair" },
			{ do: "move", stack: "other" },
		],
	],
	[
		"pending data disks of a forced replacement whose response was cut off by a kill",
		[
			{ do: "run", stack: "other" },
			{ do: "run", stack: "other", crash: { how: "kill after", at: 4 }, replace: "pair" },
		],
	],
	[
		"a pending cloud image of a forced replacement in a renamed stack, interrupted by a kill",
		[
			{ do: "run", stack: "other" },
			{ do: "rename stack", stack: "other" },
			{ do: "run", stack: "other", crash: { how: "kill before", at: 8 }, replace: "disk" },
		],
	],
])("%s, is reported by the next run", async (_what, moves) => live(moves, true));
