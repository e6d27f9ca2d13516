import type { SettingsChange } from "modelarts-simulator";
import type { KindName } from "./kinds";
import { measureNotice } from "./notice";
import { addUp, longestDelay, meanDelay, type Noticed } from "./noticed";
import { drawTimes } from "./random-times";
import { applyTenSecondRule } from "./ten-second-rule";

/** A number of objects created at once, several times with other durations. */
export interface Scenario {
	/** `20 CloudImages, percent in stages`. */
	readonly name: string;
	readonly kind: KindName;
	readonly count: number;

	/** Range of random durations, milliseconds. */
	readonly takes: readonly [number, number];

	/** Of the simulator. */
	readonly settings?: SettingsChange;

	/** Number of draws of durations. */
	readonly draws: number;

	/** Targets of the mean delay (seconds), and of our polls as a fraction of those at a fixed interval of 10 s. */
	readonly goals?: { readonly mean?: number; readonly ratio?: number };
}

/** In one run, of all draws. */
export interface Compared {
	/** Seconds. */
	readonly mean: number;
	readonly longest: number;
	readonly polls: number;
	/** The same at a fixed interval of 10 s. */
	readonly other: { readonly mean: number; readonly longest: number; readonly polls: number };
	/** Our polls as a fraction of the others. */
	readonly ratio: number;
	/** Polls per second during the wait, on average. */
	readonly pollsPerSecond: number;
}

const NOTEBOOK = [60_000, 180_000] as const;
const IMAGE = [60_000, 600_000] as const;

function name(kind: KindName, count: number, what?: string): string {
	return `${count} ${kind}${count === 1 ? "" : "s"}${what === undefined ? "" : `, ${what}`}`;
}

const manyNotebooks = (kind: KindName, what?: string, settings?: SettingsChange): Scenario => ({
	name: name(kind, 100, what),
	kind,
	count: 100,
	takes: NOTEBOOK,
	settings,
	draws: 3,
	goals: { mean: 0.6, ratio: 0.1 },
});

const notebooks = (kind: "NotebookInstance" | "Notebook"): Scenario[] => [
	{ name: name(kind, 1), kind, count: 1, takes: NOTEBOOK, draws: 60, goals: { mean: 1.1 } },
	{ name: name(kind, 10), kind, count: 10, takes: NOTEBOOK, draws: 3 },
	manyNotebooks(kind),
	{ name: name(kind, 1, "done at once"), kind, count: 1, takes: [0, 0], draws: 1, goals: { mean: 0.3 } },
];

const saved = (count: number, goals?: Scenario["goals"]): Scenario => ({
	name: name("NotebookImage", count),
	kind: "NotebookImage",
	count,
	takes: IMAGE,
	draws: count === 1 ? 20 : 8,
	goals,
});

const images = (count: number, percent: string, settings: SettingsChange, goals?: Scenario["goals"]): Scenario => ({
	name: name("CloudImage", count, percent),
	kind: "CloudImage",
	count,
	takes: IMAGE,
	settings,
	draws: count === 1 ? 20 : 8,
	goals,
});

/** In the order of the table. */
export const scenarios: readonly Scenario[] = [
	...notebooks("NotebookInstance"),
	...notebooks("Notebook"),
	manyNotebooks("Notebook", "pages of 50", { notebookPageSizes: "sdk" }),
	images(1, "percent linear", { jobPercent: "linear" }),
	images(5, "percent linear", { jobPercent: "linear" }),
	images(20, "percent linear", { jobPercent: "linear" }, { mean: 2, ratio: 0.5 }),
	images(1, "percent in stages", { jobPercent: "stages" }),
	images(20, "percent in stages", { jobPercent: "stages" }, { mean: 2, ratio: 0.5 }),
	images(1, "no percent", { jobPercent: "absent" }),
	images(20, "no percent", { jobPercent: "absent" }, { mean: 1.5, ratio: 0.25 }),
	images(
		20,
		"no percent, not listed",
		{ jobPercent: "absent", imageWhileJobRuns: "hidden", jobShowsImageId: "end" },
		{ mean: 4.5, ratio: 1 },
	),
	saved(1),
	saved(5),
	saved(20, { mean: 1.5, ratio: 0.25 }),
];

/** Runs a scenario in simulated time. */
export async function compare({ kind, count, takes, settings, draws }: Scenario): Promise<Compared> {
	const ours: Noticed[] = [];
	const others: Noticed[] = [];
	let work = 0;
	for (let seed = 1; seed <= draws; seed++) {
		const times = drawTimes(count, takes, seed);
		ours.push(await measureNotice(kind, times, settings));
		others.push(applyTenSecondRule(times));
		work += Math.max(...times) / 1000;
	}
	const [mine, other] = [addUp(ours), addUp(others)];
	return {
		...summarise(mine),
		other: summarise(other),
		ratio: mine.polls / other.polls,
		pollsPerSecond: mine.polls / work,
	};
}

function summarise(noticed: Noticed) {
	return { mean: meanDelay(noticed), longest: longestDelay(noticed), polls: noticed.polls };
}
