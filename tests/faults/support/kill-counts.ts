import { appendFileSync } from "node:fs";

/** The result for a resource that was killed at its point: the tests define which of these are allowed. */
export type KillResult = "resumed" | "refused" | "orphaned";

/** One entry about kills in the output of `npm run faults`. */
export interface KillCount extends Record<KillResult, number> {
	/** The operation that was killed, and where it was resumed. */
	readonly run: string;
	readonly cases: number;
}

/** File for entries, one of JSON a line; none by default. */
export const COUNTS_FILE = "FAULTS_COUNTS";

/**
 * Counts the resources of one killed run, in the `describe` that calls it.
 *
 * @param cases number of resources
 * @returns a function to call for each resource with a correct result: a resource missing among all results has failed
 */
export function countResults(run: string, cases: number): (result: KillResult) => void {
	const row: KillCount = { run, cases, resumed: 0, refused: 0, orphaned: 0 };
	afterAll(() => {
		const file = process.env[COUNTS_FILE];
		if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
	});
	return (result) => void row[result]++;
}
