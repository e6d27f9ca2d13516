import { setTimeout as sleep } from "node:timers/promises";
import { LONGEST_MS } from "../../support/programs";

/** Before jest's own limit, whose error could not name the missing condition. */
const LIMIT = LONGEST_MS / 2;

/** Waits until a condition is true; the error names the condition. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
	const deadline = Date.now() + LIMIT;
	while (!isTrue()) {
		if (Date.now() > deadline) throw new Error(`Not seen within ${LIMIT / 1000} s: ${what}.`);
		await sleep(20);
	}
}
