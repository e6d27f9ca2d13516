import type { Reading } from "./reading";

/** A list that hangs holds up nobody for longer than this, milliseconds. */
export const LIST_TIMEOUT = 30_000;

/** A list that failed is tried again after so many poll intervals, and so is one for what it did not show. */
export const REPORTING_THRESHOLD = 180;

/** What a look may take. */
export interface Limits {
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	readonly deadline: number;
	/** One of many looks, which can wait; not one that is to show how a thing ended. */
	readonly isPoll?: boolean;
}

/** Somebody who waits, as those who look for many see them. */
export interface Waiting<T, About> {
	readonly id: string;

	/** What the last look showed. */
	readonly observed?: T;

	/** When the wait began, milliseconds since 1970. */
	readonly startedAt: number;

	/** Whatever the looks need to know of it. */
	readonly about: About;
}

/** How things of one kind are looked at. */
export interface PollSource<T, About> {
	/** One of them. Its errors end the wait for it. */
	one(id: string, limits: Limits, about: About): Promise<T>;

	/**
	 * All of them, or as many as one answer shows. What is not in it is asked for alone before anything is concluded. If
	 * it fails, all are asked for alone for a while.
	 */
	many?(waiting: readonly Waiting<T, About>[], limits: Limits): Promise<Overview<T>>;

	/** A list that does not show it says nothing: it was just made. */
	isYoung?(id: string): boolean;

	/** How much of the work was done, 0 to 1, and when: a list may show the thing again, but not how far it is. */
	readProgress?(observed: T): Reading<number> | undefined;
}

export interface Overview<T> {
	readonly observed: ReadonlyMap<string, T>;

	/** How many requests it took. */
	readonly requests: number;
}
