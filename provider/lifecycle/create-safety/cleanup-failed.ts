import type { Context } from "../contract";

/** Removing what failed gets this much time even if the user's is over, in poll intervals: two minutes at 1 s. */
const TIME_TO_REMOVE = 120;

/** What failed for good, and how to be rid of it. */
export interface Failure {
	/** What failed and why, as a whole sentence. */
	readonly reason: string;

	/** Removes it, and says what is gone: `It was removed again.` */
	remove(context: Context): Promise<string>;

	/** Keeps in the state what could not be removed, in words that follow the reason. */
	keep(error: unknown): Error;
}

/** What failed for good is removed again, after its reasons were read, so that nothing is left behind to be paid. */
export async function cleanUpFailed(failure: Failure, context: Context): Promise<Error> {
	const { reason } = failure;
	const deadline = Math.max(context.deadline, context.services.clock.now() + TIME_TO_REMOVE * context.pollInterval);
	try {
		return new Error(`${reason} ${await failure.remove({ ...context, deadline })}`);
	} catch (error) {
		const kept = failure.keep(error);
		kept.message = `${reason} ${kept.message}`;
		return kept;
	}
}
