import { Worker } from "node:worker_threads";
import { Command, Option } from "commander";
import type { Order, Report } from "../tests/faults/simulation/worker.ts";
import { writeBundles } from "./simulate/bundles.mts";
import { Progress } from "./simulate/progress.mts";

/**
 * `npm run simulate`: random histories of programs, crashes, faults, stale reads, repeated and late requests, and somebody
 * else's work, with the real lifecycle of all kinds of resource, a model of the engine and the simulator in one process, on
 * one virtual clock, from one seed. Exit code 0 only if nothing was lost, doubled, destroyed in vain, taken or stuck, and all
 * converged.
 */
const options = new Command("simulate")
	.option("--histories <n>", "how many", Number, 1000)
	.option("--minutes <n>", "stop after so many minutes", Number)
	.option("--seed <n>", "of the first history; the next one has the next number", Number)
	.option(
		"--only <names...>",
		"only these disturbances (crash fault stale duplicate late actor clock odd) or kinds of resource",
	)
	.option(
		"--systematic",
		"in place of random histories every journey of each kind, disturbed once at each request in each way",
	)
	.option("--transitions", "in place of random histories every input of each kind changed to each value and back")
	.option("--every <n>", "with these two: every n-th case", Number, 1)
	.option("--case <text>", "with these two: only cases with this in their title")
	.addOption(new Option("--provider <name>", "which provider it is").choices(["dynamic", "plugin"]).default("dynamic"))
	.option("--path <text>", "a shrunken form of the history, as a failure prints it")
	.option("--workers <n>", "processors to use", Number, 2)
	.option("--keep-going", "do not stop at the first failure")
	.parse(process.argv.slice(2), { from: "user" })
	.opts<{
		histories: number;
		minutes?: number;
		seed?: number;
		only?: string[];
		systematic?: boolean;
		transitions?: boolean;
		every: number;
		case?: string;
		provider: "dynamic" | "plugin";
		path?: string;
		workers: number;
		keepGoing?: boolean;
	}>();

const { only = [], path, keepGoing, case: title } = options;
const cases = options.systematic ? "systematic" : options.transitions ? "transitions" : undefined;
const histories = path === undefined ? options.histories : 1;
const seed = options.seed ?? Date.now() % 1_000_000_000;
const until = options.minutes === undefined ? undefined : Date.now() + options.minutes * 60_000;

// Of the histories that once failed each is played first.
const { provider, worker } = await writeBundles(options.provider);
const chosen = only.length > 0 ? ` --only ${only.join(" ")}` : "";
const progress = new Progress(histories, seed, `${chosen}${options.provider === "plugin" ? " --provider plugin" : ""}`);
const workers: Worker[] = [];
const runs = Array.from({ length: Math.min(options.workers, histories) }, (_, first) => {
	const order: Order = {
		bundle: provider,
		seed,
		first,
		stride: options.workers,
		histories,
		only,
		path,
		until,
		cases,
		every: options.every,
		title,
	};
	const thread = new Worker(worker, { workerData: order, execArgv: ["--enable-source-maps"] });
	workers.push(thread);
	return new Promise<void>((resolve, reject) => {
		thread.on("message", (report: Report) => {
			progress.add(report);
			if (report.failure && !keepGoing) void stop();
		});
		thread.on("error", reject);
		thread.on("exit", () => resolve());
	});
});

async function stop(): Promise<void> {
	await Promise.all(workers.map((thread) => thread.terminate()));
}

await Promise.all(runs);
progress.end();
process.exitCode = progress.failures > 0 || progress.done === 0 ? 1 : 0;
