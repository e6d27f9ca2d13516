import { type Context, locate } from "../../lifecycle/contract";
import { cleanUpFailed } from "../../lifecycle/create-safety/cleanup-failed";
import { explainNotFound, keepPartial } from "../../lifecycle/create-safety/partial-failure";
import { planCreate } from "../../lifecycle/update-plan";
import type { Inputs } from "./definition";
import { type Endpoint, listEndpoints } from "./endpoint-list";
import { listMounts, type NotebookMount } from "./mount-list";
import { type Plan, UPDATABLE } from "./plan";
import { driveTo, type FailedNotebookError, NotebookNotFoundError, type Tracked } from "./reconcile";
import { toOutputs } from "./read-back";

/**
 * How work on a notebook ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** The notebook exists and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(
	error: unknown,
	{ observed, restart }: Tracked,
	inputs: Inputs,
	work: Plan,
	context: Context,
): Error {
	const subject = describeSubject({ observed }, inputs);
	if (error instanceof NotebookNotFoundError) return explainNotFound(subject);

	const known = toOutputs(rememberBoth(inputs, work), locate(inputs, context.cloud), observed);
	// What is half done may be written down in other ways than what is done: no secret is worth that.
	const outputs = { ...known, token: undefined, ...work.describeUnfinished(), restart: restart || undefined };
	const kept = keepPartial(error, { ...subject, outputs }, context.signal);
	if (restart) kept.message += " It was running and was stopped for the change; the next `pulumi up` starts it again.";
	return kept;
}

/**
 * The inputs as they were; and what this work has begun to add to them, as far as nobody has to declare it: whoever goes on
 * with it knows what may be there and is not wanted any more.
 */
function rememberBoth(inputs: Inputs, work: Plan): Inputs {
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
export function describeSubject({ observed }: Tracked, { name }: Inputs) {
	return { id: observed.id, title: `Notebook ${name}`, status: observed.status ?? "of unknown status" };
}

/** What failed for good is removed again. */
export function removeFailed(
	notebook: Tracked,
	failure: FailedNotebookError,
	inputs: Inputs,
	context: Context,
): Promise<Error> {
	const work = planCreate(inputs, UPDATABLE);
	return cleanUpFailed(
		{
			reason: `The notebook ${inputs.name} (${notebook.observed.id}) ${failure.message}.`,
			removed: "It was removed again.",
			remove: (longer) => driveTo(notebook, "gone", inputs, longer),
			keep: (error) => keepOrExplain(error, { observed: failure.notebook }, inputs, work, context),
		},
		context,
	);
}
