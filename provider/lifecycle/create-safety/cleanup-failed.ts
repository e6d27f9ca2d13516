import type { Context } from "../contract";

/** Removing what failed gets this much time even if the user's is over, in poll intervals: two minutes at 1 s. */
const TIME_TO_REMOVE = 120;

/** What failed for good, and how to be rid of it. */
export interface Failure {
	/** What failed and why, as a whole sentence. */
	readonly reason: string;

	/** What is said when it is gone: `It was removed again.` */
	readonly removed: string;

	remove(context: Context): Promise<void>;

	/** Keeps it in the state, as removing it failed as well. */
	keep(error: unknown): Error;
}

/** What failed for good is removed again, after its reasons were read, so that nothing is left behind to be paid. */
export async function cleanUpFailed(failure: Failure, context: Context): Promise<Error> {
	const { reason, removed } = failure;
	const deadline = Math.max(context.deadline, context.cloud.clock.now() + TIME_TO_REMOVE * context.pollInterval);
	try {
		await failure.remove({ ...context, deadline });
		return new Error(`${reason} ${removed}`);
	} catch (error) {
		const kept = failure.keep(error);
		kept.message = `${reason} Removing it failed as well: ${kept.message}`;
		return kept;
	}
}
