import { spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { CloudProcess } from "../cloud-process";
import { describeRun, QUICKLY } from "../floor/floor";
import { compareRuns } from "../floor/figures";
import { declareNotebooks } from "../floor/programs";
import { timedNotebook } from "../notice-delay";
import type { Row } from "../report";
import { type CrowdProvider, PATIENCE, waitWith } from "../scale/scale";
import type { BenchOptions, Section } from "../section";
import { Stack } from "../stack";
import { measureRounds, median, rangeOf } from "../statistics";
import { makeTemporaryFolder, removeTemporaryFolder } from "../temporary-folder";

const MANY = 500;
const WAITERS = 1000;
const PREVIEWS = 9;
const STARTS = 15;

const main = resolve(__dirname, "../../dist/pulumi/plugin/main.js");
const PROVIDER_URN = "urn:pulumi:bench::bench::pulumi:providers:modelarts::default";

/** The plugin beside the dynamic provider: the same programs, the same handlers. */
export const plugin: Section = {
	name: "plugin",
	about: "the plugin beside the dynamic provider",
	async *measure(options) {
		const folder = makeTemporaryFolder();
		const executable = join(folder, "pulumi-resource-modelarts");
		symlinkSync(main, executable);
		try {
			yield await measureStart(executable, options);
			yield* comparePreviews(executable, options);
			yield* measureWaiters(options);
		} finally {
			removeTemporaryFolder(folder);
		}
	},
};

/** From the start of the process to its port. */
async function measureStart(executable: string, { pairs = STARTS }: BenchOptions): Promise<Row> {
	const times: number[] = [];
	for (let run = 0; run < pairs; run++) times.push(await startOnce(executable));
	const goal = { figure: "ours", atMost: 150 } as const;
	return {
		measure: "plugin: start to port",
		unit: "ms",
		ours: median(times),
		range: rangeOf(times),
		runs: pairs,
		goal,
	};
}

async function startOnce(executable: string): Promise<number> {
	const start = performance.now();
	const child = spawn(executable, ["127.0.0.1:1"], { stdio: ["pipe", "pipe", "ignore"] });
	const ended = new Promise((resolve) => child.once("exit", resolve));
	await new Promise((resolve) => child.stdout.once("data", resolve));
	const time = performance.now() - start;
	child.kill("SIGKILL");
	await ended;
	return time;
}

async function* comparePreviews(executable: string, { pairs = PREVIEWS, environment, say }: BenchOptions) {
	const operation = `preview of ${MANY} unchanged`;
	const cloud = await CloudProcess.start();
	const stacks: Partial<Record<"plugin" | "ours", Stack>> = {};
	try {
		await cloud.set({ durations: { createInstance: 0, deleteInstance: 0, changeInstanceStatus: 0 } });
		const settings = { ...environment, ...cloud.environment };
		for (const side of ["plugin", "ours"] as const) {
			say(`plugin: a state of ${MANY}, ${side}`);
			const program = declareNotebooks(side, MANY);
			const stack = await Stack.open(program, settings, side === "plugin" ? executable : undefined);
			stacks[side] = stack;
			await stack.change("up", QUICKLY);
		}
		const rounds = await measureRounds(pairs, ["plugin", "ours"] as const, async (side) => {
			const run = await (stacks[side] as Stack).preview();
			if (!run.stdout.includes(`${MANY + 1} unchanged`)) throw new Error(`A preview has found changes:\n${run.stdout}`);
			say(`${operation}: ${side} ${describeRun(run)}`);
			return run;
		});
		const goals = {
			"provider's processor time": { figure: "ratio", atMost: 0.85 },
			"provider's peak memory": { figure: "ratio", atMost: 0.5 },
		} as const;
		yield* compareRuns({ operation, rounds, count: MANY, goals }, "ours", "plugin");
	} finally {
		for (const stack of Object.values(stacks)) stack.close();
		cloud.close();
	}
}

async function* measureWaiters({ say }: BenchOptions) {
	say(`plugin: waiters: ${WAITERS}`);
	const { usage } = await waitWith(WAITERS, crowdOfPlugin);
	if (!usage) return;
	const goal = { figure: "ours", atMost: 250 } as const;
	yield { measure: `plugin, ${WAITERS} waiters: peak memory`, unit: "MB", ours: usage.peak / 1e6, goal } as const;
}

const crowdOfPlugin: CrowdProvider = {
	script: main,
	configure: (provider) => provider.configure({}, PROVIDER_URN),
	async make(provider, at) {
		const urn = `urn:pulumi:bench::bench::modelarts:index:NotebookInstance::lab-${at}`;
		const options = { urn, callTimeout: PATIENCE };
		const { inputs } = await provider.check({ ...timedNotebook }, {}, options);
		return (await provider.create(inputs, options)).outputs;
	},
};
