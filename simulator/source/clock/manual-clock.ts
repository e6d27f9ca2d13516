import type { Clock } from "./clock";

interface Sleeper {
	readonly until: number;
	wake(): void;
}

/**
 * A clock that a test advances: minutes of waiting take no time, and are exact to the millisecond.
 *
 * @example
 * ```ts
 * const clock = new ManualClock();
 * const simulator = await startSimulator({ clock });
 * clock.advance(60_000);
 * ```
 */
export class ManualClock implements Clock {
	private sleepers: Sleeper[] = [];

	constructor(private time = Date.UTC(2026, 0, 1)) {}

	now(): number {
		return this.time;
	}

	sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (milliseconds <= 0 || signal?.aborted) return Promise.resolve();
		return new Promise((resolve) => {
			const sleeper = { until: this.time + milliseconds, wake: resolve };
			this.sleepers.push(sleeper);
			signal?.addEventListener("abort", () => this.wake(sleeper), { once: true });
		});
	}

	/** Advances the time and wakes the sleepers that are due, in order. */
	advance(milliseconds: number): void {
		this.time += milliseconds;
		const due = this.sleepers.filter((sleeper) => sleeper.until <= this.time);
		for (const sleeper of due.sort((a, b) => a.until - b.until)) this.wake(sleeper);
	}

	/**
	 * The time at which the next sleeper wakes; undefined if there is none. For tests that jump from event to event.
	 */
	nextWake(): number | undefined {
		return this.sleepers.length === 0 ? undefined : Math.min(...this.sleepers.map(({ until }) => until));
	}

	private wake(sleeper: Sleeper): void {
		this.sleepers = this.sleepers.filter((other) => other !== sleeper);
		sleeper.wake();
	}
}
