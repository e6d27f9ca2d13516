import { growPause } from "../grow-pause";
import type { Context } from "../contract";

/** How often we look at least for what a lost answer may have made. */
const LOOKS = 3;

/**
 * After an answer that was lost: what it has begun may take a moment to be seen, so it is searched for until that is over,
 * and once after it.
 *
 * @param asked when the answer was lost, milliseconds since 1970
 * @param window how long what it has begun may not be seen, milliseconds; default: as long as reads lag behind writes
 */
export async function retryLookup<Found>(
	asked: number,
	get: () => Promise<Found | undefined>,
	{ services, signal, deadline, pollInterval }: Context,
	window = services.readLag,
): Promise<Found | undefined> {
	const { clock } = services;
	const end = Math.min(asked + window, deadline);
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
		pause = growPause(pause);
	}
}
