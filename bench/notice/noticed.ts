import { mean } from "../statistics";

/** How soon, and with how many requests, it was noticed that work was done. */
export interface Noticed {
	/** From the moment it was done to the end of the create, one for each piece of work, milliseconds. */
	readonly delays: readonly number[];

	/** Requests that look, from the answer of the first create on. */
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
