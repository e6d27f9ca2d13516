/**
 * The simulator's clock. The state of a long-running operation is computed from `now()` when it is read, so that
 * advancing the clock by an hour has exactly the effect of waiting for an hour.
 */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;

	/** Resolves after that time, or at once when the signal is aborted. Never rejects. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The system clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (milliseconds, signal) =>
		new Promise((resolve) => {
			if (signal?.aborted) return resolve();
			const finish = () => {
				clearTimeout(timer);
				signal?.removeEventListener("abort", finish);
				resolve();
			};
			const timer = setTimeout(finish, milliseconds);
			signal?.addEventListener("abort", finish, { once: true });
		}),
};
