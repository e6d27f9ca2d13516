import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type * as Bench from "../bench/bench.ts";
import type * as Reports from "../bench/report.ts";
import { build } from "./build.mts";
import { root } from "./build/root.mts";
import { loadTypeScript } from "./faults/load-typescript.mts";
import { cliEnvironment } from "./pulumi-cli/environment.mts";
import { findPulumi } from "./pulumi-cli/find-pulumi.mts";

/**
 * `npm run bench`: the cost of the provider, compared with Pulumi's own cost and with a fixed interval of 10 s. All
 * ratios are of measurements made in turns within this run, so that they are the same on other machines and busy ones.
 */
const { runSections, sections } = loadTypeScript<typeof Bench>(join(root, "bench", "bench.ts"));
const { describeMachine, isMet } = loadTypeScript<typeof Reports>(join(root, "bench", "report.ts"));

const names = sections.map(({ name, about }) => `${name} (${about})`).join(", ");
const { only, pairs, json } = new Command("bench")
	.option("--only <section...>", `only these: ${names}`)
	.option("--pairs <n>", "pairs of runs to compare, in place of each measure's own number", Number)
	.option("--json <file>", "write the figures into a file as well")
	.parse(process.argv.slice(2), { from: "user" })
	.opts<{ only?: string[]; pairs?: number; json?: string }>();
if (pairs !== undefined && !(Number.isInteger(pairs) && pairs >= 1)) {
	throw new Error("--pairs must be a whole number from 1 on.");
}

/** Settings of the user who runs this: they would reach the provider, or another stack than ours. */
const FOREIGN = /^(HW_|OS_|PULUMI_)|^(HTTPS?|ALL|NO)_PROXY$/i;

const cli = await findPulumi();
await build();
const environment = cliEnvironment(
	cli,
	Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
);
const machine = describeMachine();
process.stdout.write(
	`${machine.processors} x ${machine.model}, ${machine.memory}; Node ${process.version}, Pulumi ${cli.version}\n\n`,
);

// Open handles are closed, and temporary files removed, at the end of the process, which a signal alone would skip.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const say = (text: string) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
const show = (text: string) => void process.stdout.write(`${text}\n`);
const done = await runSections(only ?? [], { pairs, environment, say }, show);
if (json !== undefined) {
	const report: Reports.Report = { machine, node: process.version, pulumi: cli.version, sections: done };
	writeFileSync(json, `${JSON.stringify(report, undefined, "\t")}\n`);
}

const missed = Object.values(done)
	.flat()
	.filter((row) => isMet(row) === false);
for (const { measure } of missed) process.stdout.write(`missed: ${measure}\n`);
process.exitCode = missed.length > 0 ? 1 : 0;
