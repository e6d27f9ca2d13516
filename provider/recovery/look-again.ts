import type { Context } from "../lifecycle";

/** How often we look for what a lost answer may have made, one poll interval apart. */
const LOOKS = 3;

/** After an answer that was lost: what it has begun may take a moment to be seen. */
export async function lookAgain<Found>(
	look: () => Promise<Found | undefined>,
	{ cloud, signal, pollInterval }: Context,
): Promise<Found | undefined> {
	for (let looks = 1; ; looks++) {
		const found = await look();
		if (found !== undefined || looks === LOOKS || signal.aborted) return found;
		await cloud.clock.pause(pollInterval);
	}
}
