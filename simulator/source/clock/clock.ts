/**
 * Where the simulator's time comes from. Everything that lasts is worked out from `now()` when somebody looks,
 * so that a clock which jumps by an hour shows exactly what an hour of waiting would have shown.
 */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;

	/** Resolves when that much time is over, or at once when the signal is aborted. Never rejects. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The computer's own time. */
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
