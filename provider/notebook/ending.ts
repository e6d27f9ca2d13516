import { type Context, locate } from "../lifecycle";
import { removeAgain } from "../recovery/remove-failed";
import { explainLoss, keepUnfinished } from "../recovery/unfinished";
import { listMounts } from "./changes";
import type { Work } from "./completion";
import type { Inputs, NotebookMount } from "./properties";
import { bring, type FailedNotebookError, GoneNotebookError, type Tracked } from "./steering";
import { toOutputs } from "./wire";

/**
 * How work on a notebook ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** The notebook exists and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(
	error: unknown,
	{ seen, restart }: Tracked,
	inputs: Inputs,
	{ stage, before }: Work,
	context: Context,
): Error {
	const subject = describeSubject({ seen }, inputs);
	if (error instanceof GoneNotebookError) return explainLoss(subject);

	const known = toOutputs(rememberBoth(before, inputs), locate(inputs, context.cloud), seen);
	// What is half done may be written down in other ways than what is done: no secret is worth that.
	const outputs = { ...known, token: undefined, unfinished: stage, restart: restart || undefined };
	const kept = keepUnfinished(error, { ...subject, outputs }, context.signal);
	if (restart) kept.message += " It was running and was stopped for the change; the next `pulumi up` starts it again.";
	return kept;
}

/** Tags and mounts of before and of now: whoever goes on with it knows what may be there and is not wanted any more. */
function rememberBoth(before: Inputs, inputs: Inputs): Inputs {
	const mounts = new Map<string, NotebookMount>();
	for (const mount of [...listMounts(inputs), ...listMounts(before)]) {
		mounts.set(`${mount.mountDirectory} ${mount.storagePath}`, mount);
	}
	return {
		...before,
		tags: before.tags || inputs.tags ? { ...inputs.tags, ...before.tags } : undefined,
		mounts: mounts.size > 0 ? [...mounts.values()] : undefined,
	};
}

/** The notebook as messages name it. */
export function describeSubject({ seen }: Tracked, { name }: Inputs) {
	return { id: seen.id, title: `Notebook ${name}`, status: seen.status ?? "of unknown status" };
}

/** What failed for good is removed again. */
export function removeFailed(
	notebook: Tracked,
	failure: FailedNotebookError,
	inputs: Inputs,
	context: Context,
): Promise<Error> {
	const work: Work = { stage: "create", before: inputs };
	return removeAgain(
		{
			reason: `The notebook ${inputs.name} (${notebook.seen.id}) ${failure.message}.`,
			removed: "It was removed again.",
			remove: (longer) => bring(notebook, "gone", inputs, longer),
			keep: (error) => keepOrExplain(error, { seen: failure.notebook }, inputs, work, context),
		},
		context,
	);
}
