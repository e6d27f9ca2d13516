import type { VirtualClock } from "../../support/virtual-clock";

const HOUR = 3_600_000;

export const clockFaults = ["an hour ahead", "an hour behind", "still", "at half speed"] as const;
export type ClockFault = (typeof clockFaults)[number];

/** The clocks of the simulated machine: its date, which can be set and stop, and what measures durations. */
export class MachineClock {
	private fault?: ClockFault;
	/** When the fault began, by the true time and by the machine's durations. */
	private since = 0;
	private elapsedBefore = 0;

	constructor(private readonly clock: VirtualClock) {}

	/** From now on the clock is off in this way, or right again. */
	set(fault?: ClockFault): void {
		this.elapsedBefore = this.performanceNow();
		this.since = this.clock.now();
		this.fault = fault;
	}

	/** `Date.now()`. */
	date(): number {
		switch (this.fault) {
			case undefined:
				return this.clock.now();
			case "an hour ahead":
				return this.clock.now() + HOUR;
			case "an hour behind":
				return this.clock.now() - HOUR;
			case "still":
				return this.since;
			case "at half speed":
				return Math.floor((this.since + this.clock.now()) / 2);
		}
	}

	/** `performance.now()`: never set, but as slow as the machine's clock is. */
	performanceNow(): number {
		return this.elapsedBefore + (this.clock.now() - this.since) / this.slowness;
	}

	/** How much longer than it says a timer takes. */
	get slowness(): number {
		return this.fault === "at half speed" ? 2 : 1;
	}
}
