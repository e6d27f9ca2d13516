/** How one kind of work is followed. All figures are poll intervals: seconds at the default. */
export interface PollingProfile {
	/** Between two looks at one thing alone. */
	readonly alone: number;

	/** Between two lists, when many wait for what they show. */
	readonly together: number;

	/** How much longer each is left alone when many have to be asked one by one: the power of their number. */
	readonly crowd: number;

	/** Before this hardly anything is done, unless it is done at once. */
	readonly dull: number;
}

/** A notebook takes one to three minutes, hardly ever less than one. */
export const creatingNotebook: PollingProfile = { alone: 2.1, together: 1.12, crowd: 0.48, dull: 48 };

/** Starting, stopping and deleting may be over at any time. */
export const changingNotebook: PollingProfile = { alone: 2.1, together: 1.12, crowd: 0.48, dull: 0 };

/** An image takes one to ten minutes, a large one an hour. */
export const makingImage: PollingProfile = { alone: 3.4, together: 2.9, crowd: 0.43, dull: 55 };

/** What is registered or removed is so at once, or within seconds. */
export const changingImage: PollingProfile = { alone: 2.1, together: 2, crowd: 0.48, dull: 0 };
