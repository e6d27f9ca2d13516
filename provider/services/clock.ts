import { setTimeout as sleep } from "node:timers/promises";

/** The time that all parts of the provider go by, so that tests can have their own. */
export interface Clock {
	/** Milliseconds since 1970. It never jumps, so that it measures durations, deadlines and ages. */
	now(): number;

	/** The machine's own date, milliseconds since 1970. It jumps where somebody sets it. */
	date(): number;

	/** Resolves after so many milliseconds. Rejects at once, with the signal's reason, when the signal is aborted. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The maximum of a timer of Node, in milliseconds; beyond it, a timer fires at once. */
const MAX_SLEEP = 2 ** 31 - 1;

/** The machine's date at the beginning of `performance.now()`, as this process has first seen it, and up to 1 ms early. */
const origin = Date.now() - performance.now();

export const systemClock: Clock = {
	// Rounded down, as `Date.now()` is: what is made after a reading never looks older than it.
	now: () => Math.floor(origin + performance.now()),

	date: () => Date.now(),

	async sleep(milliseconds, signal) {
		signal?.throwIfAborted();
		try {
			await sleep(Math.min(Math.max(milliseconds, 0), MAX_SLEEP), undefined, { signal });
		} catch (error) {
			// Not the timer's own AbortError: the signal's reason says why.
			signal?.throwIfAborted();
			throw error;
		}
	},
};
