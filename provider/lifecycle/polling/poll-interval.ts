import type { PollingProfile } from "./profiles";
import type { Reading } from "./reading";

/** How much of the work was complete, 0 to 1, as the service said, and when it said so. */
export interface Progress {
	/** The work may have started long before the wait. */
	readonly first: Reading<number>;

	/** May be older than the last poll: a list does not show progress. */
	readonly last: Reading<number>;
}

/** Everything the time of the next poll depends on. Times are milliseconds. */
export interface WaitSoFar {
	/** From the start of the work to the last poll; 0 before the first one. */
	readonly elapsed: number;

	/** When the last poll was, milliseconds since 1970. */
	readonly polledAt: number;

	/** The user's `pollInterval`: the unit of all figures of the schedule. */
	readonly unit: number;

	readonly profile: PollingProfile;

	/** Before this hardly any such work is complete. */
	readonly expectedMinimum: number;

	/** How many waiters share the list, or have to be asked for individually; at least 1. */
	readonly waiting: number;

	/** If the service reports it. */
	readonly progress?: Progress;
}

/** The first interval: work that is complete at once is found so. */
const FIRST = 0.15;

/** After it each interval is so long that the elapsed time is this share of it, up to the usual one. */
const ELAPSED_SHARE = 0.15;

/** The more objects have to be asked for individually, the longer each waits: their number to this power. */
const CONTENTION = 0.435;

/** The more waiters share a list, the shorter its interval: their number to this power, down to the profile's `batched`. */
const SHARING = -0.3;

/** Before the expected minimum duration intervals are so many times longer, and the more so the more waiters there are. */
const EARLY = 1.2;
const EARLY_CONTENTION = 0.4;

/** Half of the estimated remaining time: each poll halves what is unknown. */
const HALF = 0.5;

/** No estimate from a percentage is trusted for longer than this. */
const MAX_BY_PROGRESS = 10;

/** Milliseconds until the next poll of one object that is asked for individually. */
export function individualInterval(wait: WaitSoFar): number {
	const { unit, profile, waiting, polledAt, progress } = wait;
	const usual = adapt(profile.individual * waiting ** CONTENTION * unit, wait);
	const remaining = progress && estimateRemaining(progress);
	if (!progress || remaining === undefined) return usual;

	const byProgress = Math.min(remaining * HALF, MAX_BY_PROGRESS * unit);
	return Math.max(usual * HALF, progress.last.at + byProgress - polledAt);
}

/** Milliseconds until the next list that shows every waiting object. */
export function batchInterval(wait: WaitSoFar): number {
	const { unit, profile, waiting } = wait;
	return adapt(Math.max(profile.batched, profile.individual * waiting ** SHARING) * unit, wait);
}

/** The usual interval: shorter after the start, longer up to the expected minimum duration. */
function adapt(usual: number, { unit, elapsed, expectedMinimum, waiting }: WaitSoFar): number {
	const early = Math.min(usual * EARLY * waiting ** EARLY_CONTENTION, Math.max(usual, expectedMinimum - elapsed));
	return Math.min(early, Math.max(FIRST * unit, elapsed / ELAPSED_SHARE));
}

/** From the last reading on, by the pace from the first one to it; `undefined` if nothing moved between them. */
function estimateRemaining({ first, last }: Progress): number | undefined {
	if (last.value >= 1) return 0;
	const pace = (last.value - first.value) / (last.at - first.at);
	return pace > 0 ? (1 - last.value) / pace : undefined;
}
