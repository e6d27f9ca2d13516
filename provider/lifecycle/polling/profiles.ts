/**
 * How often one kind of work is polled, in poll intervals: seconds at the default. The page
 * `docs/decisions/0025-the-polling-schedule-is-derived-figure-by-figure.md` derives every figure.
 */
export interface PollingProfile {
	/** Between two polls of an object that is asked for individually. */
	readonly individual: number;

	/** Between two lists, when many waiters share one. */
	readonly batched: number;

	/** The expected minimum duration: before it hardly any work is complete, unless it is so at once. */
	readonly expectedMinimum: number;
}

/** A notebook takes one to three minutes, hardly ever less than one. */
export const creatingNotebook: PollingProfile = { individual: 2.1, batched: 1.12, expectedMinimum: 48 };

/** Starting, stopping and deleting a notebook may be complete at any time. */
export const changingNotebook: PollingProfile = { individual: 2.1, batched: 1.12, expectedMinimum: 0 };

/** An image takes one to ten minutes, a large one an hour. */
export const makingImage: PollingProfile = { individual: 3.4, batched: 2.9, expectedMinimum: 55 };

/** Registering and deleting an image is complete at once or within seconds: polled as a change of a notebook is. */
export const changingImage = changingNotebook;
