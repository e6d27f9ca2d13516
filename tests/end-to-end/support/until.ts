import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is true; the error says what never came. */
export async function until(what: string, isTrue: () => boolean, seconds = 30): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (!isTrue()) {
		if (Date.now() > deadline) throw new Error(`Not seen within ${seconds} s: ${what}.`);
		await sleep(20);
	}
}
