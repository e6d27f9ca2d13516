import { type Context, locate } from "../../lifecycle/contract";
import { removeAgain } from "../../lifecycle/create-safety/cleanup-failed";
import { explainLoss, keepUnfinished } from "../../lifecycle/create-safety/partial-failure";
import { planCreate } from "../../lifecycle/update-plan";
import { IN_PLACE, listEndpoints, listMounts, type UpdateWork } from "./diff";
import type { Endpoint, Inputs, NotebookMount } from "./properties";
import { bring, type FailedNotebookError, GoneNotebookError, type Tracked } from "./reconcile";
import { toOutputs } from "./wire";

/**
 * How work on a notebook ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** The notebook exists and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(
	error: unknown,
	{ seen, restart }: Tracked,
	inputs: Inputs,
	work: UpdateWork,
	context: Context,
): Error {
	const subject = describeSubject({ seen }, inputs);
	if (error instanceof GoneNotebookError) return explainLoss(subject);

	const known = toOutputs(rememberBoth(inputs, work), locate(inputs, context.cloud), seen);
	// What is half done may be written down in other ways than what is done: no secret is worth that.
	const outputs = { ...known, token: undefined, ...work.describeUnfinished(), restart: restart || undefined };
	const kept = keepUnfinished(error, { ...subject, outputs }, context.signal);
	if (restart) kept.message += " It was running and was stopped for the change; the next `pulumi up` starts it again.";
	return kept;
}

/**
 * The inputs as they were; and what this work has begun to add to them, as far as nobody has to declare it: whoever goes on
 * with it knows what may be there and is not wanted any more.
 */
function rememberBoth(inputs: Inputs, work: UpdateWork): Inputs {
	const { before } = work;
	const both = { ...before };
	if (work.leaves("lease")) both.lease ??= inputs.lease;
	if (work.leaves("tags") && (before.tags || inputs.tags)) both.tags = { ...inputs.tags, ...before.tags };
	if (work.leaves("mounts") && (before.mounts || inputs.mounts))
		both.mounts = join(listMounts(inputs), listMounts(before), nameMountPoint);
	if (work.leaves("endpoints") && (before.endpoints || inputs.endpoints))
		both.endpoints = join(listEndpoints(inputs), listEndpoints(before), nameService);
	return both;
}

/** Of what both have, the earlier one. */
function join<Item>(now: readonly Item[], before: readonly Item[], name: (item: Item) => string): Item[] {
	return [...new Map([...now, ...before].map((item) => [name(item), item])).values()];
}

function nameMountPoint({ mountDirectory, storagePath }: NotebookMount): string {
	return `${mountDirectory} ${storagePath}`;
}

function nameService({ service }: Endpoint): string {
	return service;
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
	const work = planCreate(inputs, IN_PLACE);
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
