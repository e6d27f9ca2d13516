import type { Clock } from "./clock/clock";
import type { ExternalObjects } from "./objects/external-objects";
import type { Random } from "./random";
import type { Duration } from "./settings/setting";
import type { SimulatorSettings } from "./settings/table";

export type DurationName = keyof SimulatorSettings["values"]["durations"];

/** What every service stands on: time, switches, chance, and the things that exist without it. */
export class Core {
	readonly clock: Clock;

	/** How far the clock is off while somebody looks back, milliseconds. */
	private clockShift = 0;

	constructor(
		clock: Clock,
		readonly settings: SimulatorSettings,
		readonly random: Random,
		readonly objects: ExternalObjects,
	) {
		this.clock = {
			now: () => clock.now() + this.clockShift,
			sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
		};
	}

	/** Does something as if it were another time. */
	withClockShift<T>(milliseconds: number, work: () => T): T {
		this.clockShift = milliseconds;
		try {
			return work();
		} finally {
			this.clockShift = 0;
		}
	}

	/**
	 * The time that clients see: in dates, in the Date header, and in the check of a signature's age. A wrong clock
	 * (`clockOffset`) shows here; what lasts goes by `clock.now()` alone, so that changing the offset ends nothing early.
	 */
	shownNow(): number {
		return this.clock.now() + this.settings.values.clockOffset;
	}

	/** How long this operation takes this time, at the speed set. */
	drawDuration(name: DurationName, fallback?: DurationName): number {
		const durations: Readonly<Record<string, Duration | null>> = this.settings.values.durations;
		const duration = durations[name] ?? (fallback && durations[fallback]) ?? 0;
		const { speed } = this.settings.values;
		return Math.round(this.random.between(`duration ${name}`, duration) / (speed || 1));
	}
}
