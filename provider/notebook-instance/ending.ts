import { type Context, locate, type UnfinishedError } from "../lifecycle";
import { explainLoss, keepUnfinished } from "../recovery/unfinished";
import type { Inputs, Outputs } from "./properties";
import { bring, type FailedInstanceError, GoneInstanceError, type Tracked } from "./steering";
import { toOutputs } from "./wire";

/**
 * How work on a notebook ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** Removing what failed gets this much time even if the user's is over, in poll intervals: two minutes at 1 s. */
const TIME_TO_REMOVE = 120;

/** The notebook exists and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(
	error: unknown,
	{ seen }: Tracked,
	inputs: Inputs,
	stage: Outputs["unfinished"],
	context: Context,
): Error {
	const subject = describeSubject({ seen }, inputs);
	if (error instanceof GoneInstanceError) return explainLoss(subject);

	const outputs = { ...toOutputs(inputs, locate(inputs, context.cloud), seen), unfinished: stage };
	return keepUnfinished(error, { ...subject, outputs }, context.signal);
}

/** The notebook as messages name it. */
export function describeSubject({ seen }: Tracked, { name }: Inputs) {
	return { id: seen.id, title: `Notebook ${name}`, status: seen.status ?? "of unknown status" };
}

/** What failed for good is removed again, after its reasons were read, so that nothing is left behind to be paid. */
export async function removeFailed(
	notebook: Tracked,
	failure: FailedInstanceError,
	inputs: Inputs,
	context: Context,
): Promise<Error | UnfinishedError> {
	const { id } = notebook.seen;
	const reason = `The notebook ${inputs.name} (${id}) ${failure.message}.`;
	const deadline = Math.max(context.deadline, context.cloud.clock.now() + TIME_TO_REMOVE * context.pollInterval);
	try {
		await bring(notebook, "gone", inputs.workspaceId, { ...context, deadline });
		return new Error(`${reason} It was removed again.`);
	} catch (error) {
		const kept = keepOrExplain(error, { seen: failure.instance }, inputs, "create", context);
		kept.message = `${reason} Removing it failed as well: ${kept.message}`;
		return kept;
	}
}
