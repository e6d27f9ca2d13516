import type { Context } from "../contract";
import { changingNotebook } from "../polling/profiles";
import { waitFor } from "../polling/poll-until";
import { WaitEndedError } from "../polling/wait-aborted-error";

/**
 * After a write of our own: looks again while what is seen may be from before it, for as long as reads may lag.
 *
 * @param first what a look has shown since
 * @param isNew whether it shows the write, or that it has failed
 * @returns what was seen last, new or not: what it says holds by then
 */
export async function lookUntilNew<T>(
	first: T,
	look: () => Promise<T>,
	isNew: (seen: T) => boolean,
	context: Context,
): Promise<T> {
	const { clock, readLag } = context.cloud;
	let last = first;
	const settled = (seen: T) => {
		last = seen;
		return isNew(seen);
	};
	const deadline = Math.min(context.deadline, clock.now() + readLag);
	try {
		return await waitFor({ ...context, deadline, clock, rhythm: changingNotebook, first, look, settled });
	} catch (error) {
		if (error instanceof WaitEndedError && error.reason === "timed out") return last;
		throw error;
	}
}
