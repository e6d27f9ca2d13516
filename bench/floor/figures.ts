import { canReadUsage } from "../process-usage";
import type { Goal, Row } from "../report";
import type { CliRun } from "../stack";
import { compare } from "../statistics";
import type { Side } from "./programs";

/** One run of each side, in turns. */
export type Round<Sides extends Side = Side> = Record<Sides, CliRun>;

export type FigureName = keyof typeof FIGURES;

const MEGA = 1e6;

/** A figure of one run. */
const FIGURES = {
	"wall time": { unit: "ms", read: ({ wall }: CliRun) => wall },
	"provider's processor time": { unit: "ms", read: ({ usage }: CliRun) => usage.provider.cpu },
	"provider's peak memory": { unit: "MB", read: ({ usage }: CliRun) => usage.provider.peak / MEGA },
	"processor time of the whole run": { unit: "ms", read: ({ usage }: CliRun) => usage.whole.cpu },
	"peak memory of the whole run": { unit: "MB", read: ({ usage }: CliRun) => usage.whole.peak / MEGA },
} as const;

const BESIDE: Record<Side, string> = {
	ours: "dynamic provider",
	empty: "empty handlers",
	"same state": "empty handlers, same state",
	plugin: "plugin",
};

export interface Comparable<Sides extends Side> {
	/** `preview of 500 unchanged`. */
	readonly operation: string;
	readonly rounds: readonly Round<Sides>[];
	/** Differences are given for one of so many objects. */
	readonly count: number;
	readonly goals?: Partial<Record<FigureName, Goal>>;
}

/** An entry for each figure, ours beside another side. */
export function compareRuns<Sides extends Side>(
	{ operation, rounds, count, goals = {} }: Comparable<Sides>,
	side: Sides,
	ours: Sides,
): Row[] {
	const names = (Object.keys(FIGURES) as FigureName[]).filter((name) => canReadUsage || name === "wall time");
	return names.map((name) => {
		const { unit, read } = FIGURES[name];
		const pairs = rounds.map((round) => ({ ours: read(round[ours]), other: read(round[side]) }));
		const { added, pairs: runs, ...figures } = compare(pairs);
		return {
			measure: `${operation}: ${name}`,
			unit,
			...figures,
			beside: BESIDE[side],
			...(unit === "ms" && { added: added / count }),
			runs,
			...(goals[name] && { goal: goals[name] }),
			...(!canReadUsage && { note: "Without /proc only the time of the whole run can be told." }),
		};
	});
}
