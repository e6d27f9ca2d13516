import type { Core } from "../core";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";

/** When a notebook stops by itself. */
export interface Lease {
	/** Milliseconds as clients see time: when the notebook was created. */
	readonly createAt: number;
	/** The same: when the lease was last given. */
	updateAt: number;
	/** By the simulator's own clock: from when on the duration counts. */
	from: number;
	/** Milliseconds as asked for; -1: it never stops. */
	duration: number;
	type: string;
}

/** How long, and of which kind; what is left out has a default. */
export interface LeaseRequest {
	readonly duration?: number | null;
	readonly type?: string | null;
}

const defaultDuration = 3_600_000;
export const leaseTypes = ["TIMING", "IDLE"];

export function makeLease(core: Core, { duration, type }: LeaseRequest): Lease {
	const shown = core.shownNow();
	return {
		createAt: shown,
		updateAt: shown,
		from: core.clock.now(),
		duration: duration ?? defaultDuration,
		type: type?.toUpperCase() ?? "TIMING",
	};
}

/** The duration counts from now on; what is not asked for stays, or takes the default if the setting says so. */
export function renewLease(lease: Lease, core: Core, { duration, type }: LeaseRequest, keepsDuration: boolean): void {
	lease.updateAt = core.shownNow();
	lease.from = core.clock.now();
	lease.duration = duration ?? (keepsDuration ? lease.duration : defaultDuration);
	lease.type = type?.toUpperCase() ?? lease.type;
}

/**
 * By the arithmetic of captured answers: the duration is counted from the creation, so a renewal adds to it what is
 * over by then.
 */
export function showLease({ createAt, updateAt, duration, type }: Lease): Record<string, unknown> {
	const enable = duration >= 0;
	return {
		create_at: createAt,
		duration: enable ? updateAt - createAt + duration : duration,
		enable,
		type,
		update_at: updateAt,
	};
}

/** When it strikes, by the simulator's own clock; nobody works in these notebooks, so an idle one is like a timed one. */
export function findLeaseEnd({ from, duration }: Lease, core: Core): number | undefined {
	if (duration < 0) return undefined;
	return from + Math.round(duration / (core.settings.values.autoStopSpeed || 1));
}

/** -1, which no document has, is taken for "never" unless the setting forbids it. */
export function checkLease({ duration, type }: LeaseRequest, core: Core, errors: ModelArtsErrors): void {
	const { leaseRange, endlessLease } = core.settings.values;
	if (type && !leaseTypes.includes(type.toUpperCase())) throw errors.create("6336", "type");
	if (duration === undefined || duration === null || (duration === -1 && endlessLease)) return;
	const [min, max] = leaseRange;
	if (duration < min || duration > max) throw errors.create("6349", min, max);
}

/** The query of a start or a renewal. */
export function readLeaseQuery(query: URLSearchParams, errors: ModelArtsErrors): LeaseRequest {
	const text = query.get("duration");
	if (text !== null && !/^-?\d+$/.test(text)) throw errors.create("6332", "duration", "Long");
	return { duration: text === null ? undefined : Number(text), type: query.get("type") };
}
