import type { Clock } from "./clock/clock";
import type { ExternalObjects } from "./objects/external-objects";
import type { Random } from "./random";
import type { Duration } from "./settings/setting";
import type { SimulatorSettings } from "./settings/table";

export type DurationName = keyof SimulatorSettings["values"]["durations"];

/** The dependencies of every service: clock, settings, random numbers, and the objects of other services. */
export class Core {
	readonly clock: Clock;

	/** The offset of the clock while a lagging read runs, milliseconds. */
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

	/** Runs `work` with the clock shifted by so many milliseconds. */
	withClockShift<T>(milliseconds: number, work: () => T): T {
		this.clockShift = milliseconds;
		try {
			return work();
		} finally {
			this.clockShift = 0;
		}
	}

	/**
	 * The time that clients see: in dates, in the Date header, and in the check of a signature's age. It includes
	 * `clockOffset`. Durations are measured by `clock.now()` alone, so that a changed offset ends no operation early.
	 */
	shownNow(): number {
		return this.toShown(this.clock.now());
	}

	/** A time of `clock` as clients see it. */
	toShown(time: number): number {
		return time + this.settings.values.clockOffset;
	}

	/** Draws how old what a read shows is, milliseconds. */
	drawReadLag(name: DurationName): number {
		const { readLag, readLags } = this.settings.values;
		return this.random.between("read lag", (readLags as Readonly<Record<string, Duration | null>>)[name] ?? readLag);
	}

	/** Draws the duration of one run of this operation, shortened by the setting `speed`. */
	drawDuration(name: DurationName, fallback?: DurationName): number {
		const durations: Readonly<Record<string, Duration | null>> = this.settings.values.durations;
		const duration = durations[name] ?? (fallback && durations[fallback]) ?? 0;
		const { speed } = this.settings.values;
		return Math.round(this.random.between(`duration ${name}`, duration) / (speed || 1));
	}
}
