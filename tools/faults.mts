import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { build } from "./build.mts";
import { root } from "./build/root.mts";
import type * as Matrix from "../tests/faults/matrix/matrix.ts";
import type * as Table from "../tests/faults/matrix/table.ts";
import { checkGuards } from "./faults/guards.mts";
import { runFullTests } from "./faults/full-tests.mts";
import { loadTypeScript } from "./faults/load-typescript.mts";

/**
 * `npm run faults`: breaks every request of every operation on every kind of resource in every way, and prints the
 * results; then each request disturbed in the simulation (`npm run simulate -- --systematic`), with both providers; then the
 * full mode of `tests/`: kills resumed on another machine, more random histories, every property of a
 * state malformed in every way. Exit code 0 only if nothing was lost, duplicated, destroyed in vain, or stuck, every
 * request to be broken was sent, and no test failed.
 */
const { kind, only, every, provider, jobs, json, matrixOnly, guards } = new Command("faults")
	.option("--kind <text>", "only kinds of resources whose name has this in it")
	.option("--only <case>", "only this case, with all its requests")
	.option("--every <n>", "every n-th case, the same ones each time", Number, 1)
	.addOption(
		new Option("--provider <name>", "which provider is driven").choices(["dynamic", "plugin"]).default("dynamic"),
	)
	.option("--jobs <n>", "cases at once", Number, 6)
	.option("--json <file>", "write all outcomes into a file as well")
	.option("--guards", "only: take out each rule of create safety once, and see that tests fail")
	.option(
		"--matrix-only",
		"without the tests that come after the matrix; so do --kind, --only, --every and --provider plugin",
	)
	.parse(process.argv.slice(2), { from: "user" })
	.opts<{
		kind?: string;
		only?: string;
		every: number;
		provider: "dynamic" | "plugin";
		jobs: number;
		json?: string;
		matrixOnly?: boolean;
		guards?: boolean;
	}>();

if (guards) process.exit(checkGuards() ? 0 : 1);

const matrix = join(root, "tests", "faults", "matrix");
await build();
const { listCases, openLanes, runCases } = loadTypeScript<typeof Matrix>(join(matrix, "matrix.ts"));
const { count, describe, isBad, formatTable } = loadTypeScript<typeof Table>(join(matrix, "table.ts"));

const startedAt = Date.now();
const lanes = await openLanes(only === undefined ? jobs : 1, provider);
try {
	const [first] = lanes;
	if (!first) throw new Error("--jobs must be at least 1.");
	const cases = await listCases({ kind, only, every }, first);
	let done = 0;
	const outcomes = await runCases(
		cases,
		lanes,
		(outcome) => {
			if (isBad(outcome) || only !== undefined) process.stdout.write(`${describe(outcome)}\n`);
			if (++done % 500 === 0) process.stderr.write(`${done} of ${cases.length} after ${writeTime()}\n`);
		},
		only !== undefined,
	);
	process.stdout.write(`${formatTable(outcomes)}\n${outcomes.length} cases in ${writeTime()}\n`);
	if (json !== undefined) writeFileSync(json, JSON.stringify({ counts: count(outcomes), outcomes }, undefined, "\t"));
	if (cases.length === 0) process.stderr.write("No case was run.\n");
	process.exitCode = outcomes.some(isBad) || cases.length === 0 ? 1 : 0;
} finally {
	await Promise.all(lanes.map((lane) => lane.close()));
}

if (!matrixOnly && kind === undefined && only === undefined && every === 1 && provider === "dynamic") {
	const simulations = [["--systematic"], ["--systematic", "--provider", "plugin"], ["--transitions"]];
	for (const options of simulations) if (!simulate(options)) process.exitCode = 1;
	if (!(await runFullTests())) process.exitCode = 1;
	process.stdout.write(`all of it in ${writeTime()}\n`);
}

/** A part of `npm run simulate`; true if all went well. */
function simulate(options: string[]): boolean {
	const args = ["--disable-warning=ExperimentalWarning", join(root, "tools", "simulate.mts"), "--keep-going"];
	process.stdout.write(`\nnpm run simulate -- ${options.join(" ")}\n`);
	return spawnSync(process.execPath, [...args, ...options], { stdio: "inherit" }).status === 0;
}

function writeTime(): string {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
