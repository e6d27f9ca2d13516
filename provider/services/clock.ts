import { setTimeout as sleep } from "node:timers/promises";

/** Time as everything in here sees it, so that tests can have their own. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;

	/** Let so many milliseconds pass. Ends at once, with the signal's reason, when the signal is aborted. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The longest time a timer of Node can hold; beyond it, it would fire at once. */
const MAX_SLEEP = 2 ** 31 - 1;

export const systemClock: Clock = {
	now: () => Date.now(),

	async sleep(milliseconds, signal) {
		signal?.throwIfAborted();
		try {
			await sleep(Math.min(Math.max(milliseconds, 0), MAX_SLEEP), undefined, { signal });
		} catch (error) {
			// Not the timer's own AbortError: whoever aborted said why.
			signal?.throwIfAborted();
			throw error;
		}
	},
};
