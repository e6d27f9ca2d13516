import type { Reading } from "./reading";
import type { PollingProfile } from "./profiles";

/** How much of the work was done, 0 to 1, as the service said, and when that was. */
export interface Progress {
	/** The work may have begun long before the wait. */
	readonly first: Reading<number>;

	/** May be older than the last look: a list does not show it. */
	readonly last: Reading<number>;
}

/** All that the plan for the next look depends on. Times are milliseconds. */
export interface WaitSoFar {
	/** From the beginning of the wait to the last look. */
	readonly elapsed: number;

	/** When the last look was, milliseconds since 1970. */
	readonly last: number;

	/** How often we looked. */
	readonly polls: number;

	/** The user's `pollInterval`: the unit of the rhythm. */
	readonly unit: number;

	readonly profile: PollingProfile;

	/** How many wait for the same answer, or are asked for one by one from the same budget; at least 1. */
	readonly waiting: number;

	/** How long the quickest of the others took for the same work in this run, if one is done. */
	readonly fastestCompletion?: number;

	/** If the service says it. */
	readonly progress?: Progress;
}

/** The first look is for what is done at once. */
const AT_ONCE = 0.15;

/** In the dull middle we look so many times less often; the more wait, the less often, as hardly one of them is done. */
const DULL = 1.2;
const DULL_CROWD = 0.4;

/** Others may be a little slower than this one. */
const MARGIN = 0.8;

/** What takes more than ten minutes may take an hour, and is looked at less often. */
const LONG = 600;
const SLOW = 2.4;

/** Nobody waits for longer than this to see that the percent was wrong. */
const LONGEST_BY_PROGRESS = 10;

/** Half of the time that seems to be left: each look halves what we do not know. */
const HALF = 0.5;

/**
 * Milliseconds until the next look at one thing that is looked at alone.
 *
 * Early for what is done at once, seldom in the dull middle, often around the expected end. Each of many has to be asked
 * for by itself, so together they are asked less often than one.
 */
export function individualInterval(wait: WaitSoFar): number {
	const { unit, profile, waiting, last, progress } = wait;
	const usual = stretch(profile.alone * waiting ** profile.crowd * unit, wait);
	const atStart = pauseAtStart(wait);
	// Of many, few are done in a moment.
	if (atStart !== undefined) return Math.min(atStart * waiting ** wait.polls, Math.max(atStart, usual));
	const left = progress && timeLeft(progress);
	if (!progress || left === undefined) return usual;

	const afterReading = Math.min(left * HALF, LONGEST_BY_PROGRESS * unit);
	return Math.max(usual * HALF, progress.last.at + afterReading - last);
}

/**
 * Milliseconds until the next list that shows many.
 *
 * One request serves all, so the more wait for it, the more often it is worth asking.
 */
export function batchInterval(wait: WaitSoFar): number {
	const { unit, profile, waiting } = wait;
	const usual = Math.max(profile.together, profile.alone * waiting ** -0.3);
	return pauseAtStart(wait) ?? stretch(usual * unit, wait);
}

/** What is done at once is seen at once, and what takes a moment soon after. */
function pauseAtStart({ polls, unit }: WaitSoFar): number | undefined {
	return polls === 0 ? unit * AT_ONCE : polls === 1 ? unit : undefined;
}

/** The usual pause, or a longer one where hardly anything is done. */
function stretch(usual: number, wait: WaitSoFar): number {
	const left = findDullEnd(wait) - wait.elapsed;
	if (left > 0) return Math.min(usual * DULL * wait.waiting ** DULL_CROWD, Math.max(usual, left));
	return wait.elapsed < LONG * wait.unit ? usual : usual * SLOW;
}

/** Before this it is too early. What others needed in this run is a better guess than what is usual. */
function findDullEnd({ unit, profile, fastestCompletion }: WaitSoFar): number {
	return fastestCompletion === undefined ? profile.dull * unit : fastestCompletion * MARGIN;
}

/** From the last reading on, by the pace from the first one to it; `undefined` if nothing has moved between them. */
function timeLeft({ first, last }: Progress): number | undefined {
	if (last.value >= 1) return 0;
	const pace = (last.value - first.value) / (last.at - first.at);
	return pace > 0 ? (1 - last.value) / pace : undefined;
}
