import type { Clock } from "./clock";

interface Sleeper {
	readonly until: number;
	wake(): void;
}

/**
 * Time that passes only when a test says so: minutes of waiting in no time at all, and exact to the millisecond.
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

	/** Lets time pass, and wakes those whose time has come, in order. */
	advance(milliseconds: number): void {
		this.time += milliseconds;
		const due = this.sleepers.filter((sleeper) => sleeper.until <= this.time);
		for (const sleeper of due.sort((a, b) => a.until - b.until)) this.wake(sleeper);
	}

	/** When the next sleeper wakes; undefined if nobody sleeps. For tests that jump from event to event. */
	nextWake(): number | undefined {
		return this.sleepers.length === 0 ? undefined : Math.min(...this.sleepers.map(({ until }) => until));
	}

	private wake(sleeper: Sleeper): void {
		this.sleepers = this.sleepers.filter((other) => other !== sleeper);
		sleeper.wake();
	}
}
