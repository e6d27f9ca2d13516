import type { Context } from "../contract";
import { changingNotebook } from "../polling/profiles";
import { pollUntil } from "../polling/poll-until";
import { WaitAbortedError } from "../polling/wait-aborted-error";

/**
 * After a write of our own: looks again while what is seen may be from before it, for as long as reads may lag.
 *
 * @param first what a look has shown since
 * @param isNew whether it shows the write, or that it has failed
 * @returns what was seen last, new or not: what it says holds by then
 */
export async function readUntilNew<T>(
	first: T,
	get: () => Promise<T>,
	isNew: (observed: T) => boolean,
	context: Context,
): Promise<T> {
	const { clock, readLag } = context.services;
	let last = first;
	const isDone = (observed: T) => {
		last = observed;
		return isNew(observed);
	};
	const deadline = Math.min(context.deadline, clock.now() + readLag);
	try {
		return await pollUntil({ ...context, deadline, clock, profile: changingNotebook, first, get, isDone });
	} catch (error) {
		if (error instanceof WaitAbortedError && error.reason === "timed out") return last;
		throw error;
	}
}
