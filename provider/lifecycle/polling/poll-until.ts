import { BatchPoller, type BatchPollerOptions, type Wait } from "./batch-poller";

/** A wait for something that nobody else waits for. */
export interface SingleWait<T> extends Wait<T>, BatchPollerOptions {
	/** Polls it. Its errors end the wait. */
	readonly get: () => Promise<T>;
}

export function pollUntil<T>({ get, ...wait }: SingleWait<T>): Promise<T> {
	return new BatchPoller<T>({ one: get }, wait).wait("", wait, undefined);
}
