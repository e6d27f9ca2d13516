import { cpus, totalmem } from "node:os";
import type { Range } from "./statistics";

/** The upper bound of a target; each is a figure of the entry. */
export interface Goal {
	readonly figure: "ours" | "ratio" | "added";
	readonly atMost: number;
}

/** One line of the table. Times are in milliseconds, memory in megabytes, unless the unit says otherwise. */
export interface Row {
	/** `preview of 500 unchanged: processor time of the provider`. */
	readonly measure: string;
	readonly unit: "ms" | "s" | "MB" | "bytes" | "requests" | "requests a second";
	/** A median, if it was measured more than once. */
	readonly ours: number;
	/** The value to compare with. */
	readonly other?: number;
	/** Its description: `empty handlers`. */
	readonly beside?: string;
	/** Within one run: the median over pairs. */
	readonly ratio?: number;
	/** Minimum and maximum, of the ratio if there is one, else of our value. */
	readonly range?: Range;
	/** The median of the differences within pairs, per object if the measure is of many. */
	readonly added?: number;
	/** Number of measurements, or of pairs. */
	readonly runs?: number;
	readonly goal?: Goal;
	/** Notes that a reader needs to interpret the figure. */
	readonly note?: string;
}

export interface Report {
	readonly machine: { readonly processors: number; readonly model: string; readonly memory: string };
	readonly node: string;
	readonly pulumi: string;
	readonly sections: Readonly<Record<string, readonly Row[]>>;
}

export function describeMachine(): Report["machine"] {
	const processors = cpus();
	const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
	return { processors: processors.length, model: processors[0]?.model ?? "unknown", memory };
}

/** Whether the target is met; undefined without a target. */
export function isMet({ goal, ...row }: Row): boolean | undefined {
	const figure = goal && row[goal.figure];
	return goal && figure !== undefined ? figure <= goal.atMost : undefined;
}

const TITLES = ["measure", "ours", "beside", "ratio", "range", "added", "runs", "goal", ""];

/** A section as text, one line an entry, its notes below. */
export function writeTable(section: string, rows: readonly Row[]): string {
	const cells = [TITLES, ...rows.map(writeCells)];
	const widths = TITLES.map((_title, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
	const lines = cells.map((row) =>
		row
			.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
			.join("  ")
			.trimEnd(),
	);
	const notes = [...new Set(rows.flatMap(({ note }) => note ?? []))];
	return [`== ${section}`, ...lines, ...notes.map((note) => `   ${note}`), ""].join("\n");
}

function writeCells(row: Row): string[] {
	const { measure, unit, ours, other, beside, ratio, range, added, runs, goal } = row;
	const write = (value: number | undefined) => (value === undefined ? "" : `${writeNumber(value)} ${unit}`);
	const met = isMet(row);
	return [
		measure,
		write(ours),
		other === undefined ? "" : `${write(other)} (${beside})`,
		ratio === undefined ? "" : ratio.toFixed(2),
		range === undefined ? "" : range.map((end) => (ratio === undefined ? writeNumber(end) : end.toFixed(2))).join("-"),
		write(added),
		runs === undefined ? "" : String(runs),
		goal === undefined ? "" : `${goal.figure} <= ${goal.atMost}`,
		met === undefined ? "" : met ? "met" : "MISSED",
	];
}

/** Three significant digits, and no more than fit the column. */
export function writeNumber(value: number): string {
	if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
	return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
