import type { Clock } from "../clock/clock";

/** Operations that are executed some time after their request was answered, or its connection was lost. */
export class LateEffects {
	private dropped = new AbortController();

	constructor(private readonly clock: Clock) {}

	plan(milliseconds: number, execute: () => Promise<unknown>): void {
		const { signal } = this.dropped;
		void this.clock.sleep(milliseconds, signal).then(() => (signal.aborted ? undefined : execute()));
	}

	/** Those that were not executed yet never will be. */
	reset(): void {
		this.dropped.abort();
		this.dropped = new AbortController();
	}
}
