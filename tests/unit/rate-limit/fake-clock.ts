import type { Clock } from "../../../provider/services/clock";

/** Time that passes only by pausing. */
export interface FakeClock extends Clock {
	/** How long each pause was, in milliseconds. */
	readonly pauses: number[];
	/** Let time pass without anybody waiting. */
	advance(milliseconds: number): void;
}

/** A clock that starts at the given time and does not make anybody wait. */
export function createFakeClock(start = 0): FakeClock {
	let now = start;
	const pauses: number[] = [];
	return {
		pauses,
		now: () => now,
		date: () => now,
		advance: (milliseconds) => void (now += milliseconds),
		async sleep(milliseconds, signal) {
			signal?.throwIfAborted();
			pauses.push(milliseconds);
			now += milliseconds;
		},
	};
}
