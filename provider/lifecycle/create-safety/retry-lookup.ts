import type { Context } from "../contract";

/** How often we look at least for what a lost answer may have made. */
const LOOKS = 3;

/** How much longer each pause is than the one before: the first is a poll interval. */
const GROWTH = 1.5;

/**
 * After an answer that was lost: what it has begun may take a moment to be seen, as long as reads lag behind writes.
 *
 * @param asked when the request was sent, milliseconds since 1970
 */
export async function retryLookup<Found>(
	asked: number,
	get: () => Promise<Found | undefined>,
	{ cloud, signal, deadline, pollInterval }: Context,
): Promise<Found | undefined> {
	const { clock, readLag } = cloud;
	const end = Math.min(asked + readLag, deadline);
	let pause = pollInterval;
	for (let polls = 1; ; polls++) {
		// A search that began earlier and was answered late says nothing of the end.
		const isLast = polls >= LOOKS && clock.now() >= end;
		const found = await get();
		if (found !== undefined || signal.aborted || isLast) return found;
		const left = end - clock.now();
		// Interrupted, the run says that it does not know.
		await clock.sleep(left > 0 ? Math.min(pause, left) : pollInterval, signal).catch(() => undefined);
		if (signal.aborted) return undefined;
		pause *= GROWTH;
	}
}
