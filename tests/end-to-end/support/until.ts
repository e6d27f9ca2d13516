import { setTimeout as sleep } from "node:timers/promises";
import { LONGEST_MS } from "../../support/programs";

/** Before jest's own limit, which could not say what never came. */
const LIMIT = LONGEST_MS / 2;

/** Waits until something is true; the error says what never came. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
	const deadline = Date.now() + LIMIT;
	while (!isTrue()) {
		if (Date.now() > deadline) throw new Error(`Not seen within ${LIMIT / 1000} s: ${what}.`);
		await sleep(20);
	}
}
