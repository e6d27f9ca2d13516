import type { Core } from "../core";
import type { ModelArtsErrors } from "../modelarts/modelarts-errors";

/** The lease of a notebook, after which it stops. */
export interface Lease {
	/** The time of the create as clients see it, in milliseconds. */
	readonly createAt: number;
	/** The time of the last renewal as clients see it. */
	updateAt: number;
	/** The start of the duration, by the simulator's own clock. */
	from: number;
	/** The requested duration in milliseconds; -1: the notebook never stops. */
	duration: number;
	type: string;
}

/** The requested duration and type; both have defaults. */
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

/** Restarts the lease. An omitted duration is kept or reset to its default, according to `keepsDuration`. */
export function renewLease(lease: Lease, core: Core, { duration, type }: LeaseRequest, keepsDuration: boolean): void {
	lease.updateAt = core.shownNow();
	lease.from = core.clock.now();
	lease.duration = duration ?? (keepsDuration ? lease.duration : defaultDuration);
	lease.type = type?.toUpperCase() ?? lease.type;
}

/**
 * A lease as responses show it. As in captured responses the duration is counted from the create, so a renewal adds the
 * elapsed time to it.
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

/**
 * The end of the lease by the simulator's own clock. An idle lease ends like a timed one, because nothing uses the
 * notebooks.
 */
export function findLeaseEnd({ from, duration }: Lease, core: Core): number | undefined {
	if (duration < 0) return undefined;
	return from + Math.round(duration / (core.settings.values.autoStopSpeed || 1));
}

/** Validates a lease. The undocumented duration -1 means "never" unless the setting forbids it. */
export function checkLease({ duration, type }: LeaseRequest, core: Core, errors: ModelArtsErrors): void {
	const { leaseRange, endlessLease } = core.settings.values;
	if (type && !leaseTypes.includes(type.toUpperCase())) throw errors.create("6336", "type");
	if (duration === undefined || duration === null || (duration === -1 && endlessLease)) return;
	const [min, max] = leaseRange;
	if (duration < min || duration > max) throw errors.create("6349", min, max);
}

/** Reads the query of a start or a renewal. */
export function readLeaseQuery(query: URLSearchParams, errors: ModelArtsErrors): LeaseRequest {
	const text = query.get("duration");
	if (text !== null && !/^-?\d+$/.test(text)) throw errors.create("6332", "duration", "Long");
	return { duration: text === null ? undefined : Number(text), type: query.get("type") };
}
