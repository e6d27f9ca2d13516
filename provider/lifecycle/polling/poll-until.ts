import type { Clock } from "../../services/clock";
import { type Wait, BatchPoller } from "./batch-poller";

export interface SingleWait<T> extends Wait<T> {
	/** Asks what the thing looks like now. Its errors end the wait. */
	readonly get: () => Promise<T>;

	/** The unit of the rhythm, milliseconds. */
	readonly pollInterval: number;

	readonly clock?: Clock;
}

/** Waits for something that nobody else waits for. */
export function pollUntil<T>({ get, pollInterval, clock, ...wait }: SingleWait<T>): Promise<T> {
	const watcher = new BatchPoller<T>({ one: get }, { pollInterval, pollsPerSecond: Infinity, clock });
	return watcher.wait("", wait, undefined);
}
