import { CloudProcess } from "../cloud-process";
import type { Row } from "../report";
import type { BenchOptions, Section } from "../section";
import { type CliRun, Stack } from "../stack";
import { measureRounds } from "../statistics";
import { compareRuns } from "./figures";
import { declareNotebooks, renameProvider, type Side } from "./programs";

/** How many resources there are for runs with little work for each, and for runs that create or delete each. */
const MANY = 500;
const SOME = 100;

/** The state of many is saved once, at the end, if it is only the starting point of a run. */
export const QUICKLY = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_PARALLEL: "100" };

/** Maximum number of resources of a refresh that share one request. */
const PER_REQUEST = 50;

/** Previews are the most frequent wait of users, and their target is near the noise. */
const PREVIEWS = 15;
const OTHERS = 3;

/** The overhead of the provider over Pulumi's own cost: the same programs with a package whose handlers do nothing. */
export const floor: Section = {
	name: "floor",
	about: "beside empty handlers",
	async *measure(options) {
		const cloud = await CloudProcess.start();
		const stacks = new Map<Side, Stack>();
		try {
			await cloud.set({ durations: { createInstance: 0, deleteInstance: 0, changeInstanceStatus: 0 } });
			await openStacks(stacks, MANY, cloud, options);
			yield* comparePreviews(stacks, options);
			yield* compareRefreshes(stacks, cloud, options);
			closeAll(stacks);
			await cloud.reset();
			await cloud.set({ durations: { createInstance: 0, deleteInstance: 0, changeInstanceStatus: 0 } });
			yield* compareChanges(stacks, cloud, options);
		} finally {
			closeAll(stacks);
			cloud.close();
		}
	},
};

/** Stacks with so many resources in their states, saved. */
async function openStacks(
	stacks: Map<Side, Stack>,
	count: number,
	cloud: CloudProcess,
	{ environment, say }: BenchOptions,
): Promise<void> {
	const settings = { ...environment, ...cloud.environment };
	for (const side of ["ours", "empty"] as const) {
		say(`floor: a state of ${count}, ${side}`);
		const stack = await Stack.open(declareNotebooks(side, count), settings);
		stacks.set(side, stack);
		await stack.change("up", QUICKLY);
		stack.save();
	}
	const same = await Stack.open(declareNotebooks("same state", count), settings);
	stacks.set("same state", same);
	same.takeState(pick(stacks, "ours"), renameProvider);
	same.save();
}

async function* comparePreviews(stacks: Map<Side, Stack>, { pairs = PREVIEWS, say }: BenchOptions) {
	const operation = `preview of ${MANY} unchanged`;
	const sides = ["ours", "empty", "same state"] as const;
	const rounds = await measureRounds(pairs, sides, async (side) => {
		const run = await pick(stacks, side).preview();
		if (!run.stdout.includes(`${MANY + 1} unchanged`)) throw new Error(`A preview has found changes:\n${run.stdout}`);
		say(`${operation}: ${side} ${describeRun(run)}`);
		return run;
	});
	const goals = {
		"provider's processor time": { figure: "ratio", atMost: 1.1 },
		"provider's peak memory": { figure: "ratio", atMost: 1.2 },
	} as const;
	yield* compareRuns({ operation, rounds, count: MANY, goals }, "empty", "ours");
	yield* compareRuns({ operation, rounds, count: MANY }, "same state", "ours");
}

async function* compareRefreshes(stacks: Map<Side, Stack>, cloud: CloudProcess, options: BenchOptions) {
	const operation = `refresh of ${MANY}`;
	let requests = 0;
	const rounds = await measureRounds(options.pairs ?? OTHERS, ["ours", "empty"] as const, async (side) => {
		const stack = pick(stacks, side);
		stack.restore();
		await cloud.forgetRequests();
		const run = await stack.change("refresh");
		if (side === "ours") requests = Math.max(requests, (await cloud.requests()).length);
		options.say(`${operation}: ${side} ${describeRun(run)}`);
		return run;
	});
	yield* compareRuns({ operation, rounds, count: MANY }, "empty", "ours");
	const goal = { figure: "ours", atMost: MANY / PER_REQUEST } as const;
	const row: Row = {
		measure: `${operation}: requests, most`,
		unit: "requests",
		ours: requests,
		runs: rounds.length,
		goal,
	};
	yield row;
}

async function* compareChanges(stacks: Map<Side, Stack>, cloud: CloudProcess, options: BenchOptions) {
	for (const side of ["ours", "empty"] as const) {
		const settings = { ...options.environment, ...cloud.environment };
		stacks.set(side, await Stack.open(declareNotebooks(side, SOME), settings));
	}
	const rounds = await measureRounds(options.pairs ?? OTHERS, ["ours", "empty"] as const, async (side) => {
		const stack = pick(stacks, side);
		const up = await stack.change("up");
		options.say(`up of ${SOME}: ${side} ${describeRun(up)}`);
		const destroy = await stack.change("destroy");
		options.say(`destroy of ${SOME}: ${side} ${describeRun(destroy)}`);
		return { up, destroy };
	});
	const added = { figure: "added", atMost: 30 } as const;
	const goals = { "wall time": added, "provider's processor time": added };
	for (const name of ["up", "destroy"] as const) {
		const those = rounds.map(({ ours, empty }) => ({ ours: ours[name], empty: empty[name] }));
		const operation = name === "up" ? `up of ${SOME} that are done at once` : `destroy of ${SOME}`;
		yield* compareRuns({ operation, rounds: those, count: SOME, ...(name === "up" && { goals }) }, "empty", "ours");
	}
}

function pick(stacks: Map<Side, Stack>, side: Side): Stack {
	const stack = stacks.get(side);
	if (!stack) throw new Error(`There is no stack for ${side}.`);
	return stack;
}

function closeAll(stacks: Map<Side, Stack>): void {
	for (const stack of stacks.values()) stack.close();
	stacks.clear();
}

export function describeRun({ wall, usage }: CliRun): string {
	const { cpu, peak } = usage.provider;
	return `${Math.round(wall)} ms, provider ${cpu} ms, ${Math.round(peak / 1e6)} MB`;
}
