import { mean } from "../statistics";

/** Detection delays, and the number of polls. */
export interface Noticed {
	/** From the end of the work to the end of the create, one for each object, milliseconds. */
	readonly delays: readonly number[];

	/** Polling requests, from the response to the first create on. */
	readonly polls: number;
}

/** Several runs as one. */
export function addUp(runs: readonly Noticed[]): Noticed {
	return { delays: runs.flatMap(({ delays }) => delays), polls: runs.reduce((sum, { polls }) => sum + polls, 0) };
}

/** In seconds. */
export function meanDelay({ delays }: Noticed): number {
	return mean(delays) / 1000;
}

/** In seconds. */
export function longestDelay({ delays }: Noticed): number {
	return Math.max(...delays) / 1000;
}
