import type { Outcome, Verdict } from "./case";

/** Verdicts that are failures. */
const BAD: readonly Verdict[] = ["not reached", "lost", "duplicated", "destroyed", "stuck"];

const COLUMNS: readonly (readonly [title: string, counts: (outcome: Outcome) => boolean])[] = [
	["cases", () => true],
	["same run", ({ verdict }) => verdict === "same run"],
	["next run", ({ verdict }) => verdict === "next run"],
	["lost", ({ verdict }) => verdict === "lost"],
	["duplicated", ({ verdict }) => verdict === "duplicated"],
	["in vain", ({ verdict }) => verdict === "destroyed"],
	["stuck", ({ verdict }) => verdict === "stuck"],
	["not asked", ({ verdict }) => verdict === "not asked"],
	["not reached", ({ verdict }) => verdict === "not reached"],
];

const NOTHING_LEFT =
	"Orphaned but reported: none, as every case is resumed on the same machine; an orphaned object counts as duplicated.";

export function isBad({ verdict }: Outcome): boolean {
	return BAD.includes(verdict);
}

/** One entry per kind and operation, and one for all: numbers by column. */
export function count(outcomes: readonly Outcome[]): Record<string, Record<string, number>> {
	const rows: Record<string, Outcome[]> = {};
	for (const outcome of outcomes) (rows[`${outcome.kind} / ${outcome.operation}`] ??= []).push(outcome);
	const all = [...Object.entries(rows), ["all", outcomes] as const];
	return Object.fromEntries(all.map(([name, those]) => [name, countRow(those)]));
}

function countRow(outcomes: readonly Outcome[]): Record<string, number> {
	return Object.fromEntries(COLUMNS.map(([title, counts]) => [title, outcomes.filter(counts).length]));
}

export function formatTable(outcomes: readonly Outcome[]): string {
	const rows = Object.entries(count(outcomes)).map(([name, row]) => [name, ...Object.values(row).map(String)]);
	const table = [["", ...COLUMNS.map(([title]) => title)], ...rows];
	const widths = table[0]?.map((_cell, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
	const write = (row: string[]) =>
		row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ");
	return [...table.map(write), NOTHING_LEFT].join("\n");
}

/** The failures of a case, the terminal's output, and how to run it alone. */
export function describe({ name, verdict, problems, messages, requests = [] }: Outcome): string {
	const lines = [...problems, ...messages.map((text) => `message: ${text}`), ...requests];
	return [`${verdict}: ${name}`, ...lines.map((line) => `    ${line}`), `    npm run faults -- --only "${name}"`].join(
		"\n",
	);
}
