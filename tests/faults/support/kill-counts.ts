import { appendFileSync } from "node:fs";

/** What became of a resource that was killed at its point: which of these are allowed is what the tests say. */
export type Fate = "gone on with" | "refused" | "left over";

/** One row of what `npm run faults` prints about kills. */
export interface KillCount extends Record<Fate, number> {
	/** What was going on, and where it was gone on with. */
	readonly run: string;
	readonly cases: number;
}

/** Where rows go to, one of JSON a line; nothing is written without it. */
export const COUNTS_FILE = "FAULTS_COUNTS";

/**
 * Counts the resources of one killed run, in the `describe` that it is called in.
 *
 * @param cases how many there are
 * @returns call it for each resource that was found as it should be: who is missing among all fates has failed
 */
export function countFates(run: string, cases: number): (fate: Fate) => void {
	const row: KillCount = { run, cases, "gone on with": 0, refused: 0, "left over": 0 };
	afterAll(() => {
		const file = process.env[COUNTS_FILE];
		if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
	});
	return (fate) => void row[fate]++;
}
