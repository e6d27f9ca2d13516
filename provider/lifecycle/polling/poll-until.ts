import type { Clock } from "../../services/clock";
import { type Wait, Watcher } from "./batch-poller";

export interface SingleWait<T> extends Wait<T> {
	/** Asks what the thing looks like now. Its errors end the wait. */
	readonly look: () => Promise<T>;

	/** The unit of the rhythm, milliseconds. */
	readonly pollInterval: number;

	readonly clock?: Clock;
}

/** Waits for something that nobody else waits for. */
export function waitFor<T>({ look, pollInterval, clock, ...wait }: SingleWait<T>): Promise<T> {
	const watcher = new Watcher<T>({ one: look }, { pollInterval, pollsPerSecond: Infinity, clock });
	return watcher.wait("", wait, undefined);
}
