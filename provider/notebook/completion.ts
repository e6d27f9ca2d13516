import { isDeepStrictEqual } from "node:util";
import type { Context } from "../lifecycle";
import { listMounts, normaliseMounts } from "./changes";
import { applyMounts } from "./mounts";
import { hasFailed } from "./power";
import type { Inputs, Outputs } from "./properties";
import { applyLease, applyTags, findDetails, findStoppedChanges, refuseUngrown, send } from "./settings";
import { bring, FailedNotebookError, settle, type Tracked } from "./steering";

/** Which work it is, and the inputs as they were before it. */
export interface Work {
	readonly stage: NonNullable<Outputs["unfinished"]>;
	readonly before: Inputs;
}

/** From whatever state it is in to what the inputs ask for; one that runs is stopped at most once. */
export async function complete(notebook: Tracked, inputs: Inputs, work: Work, context: Context): Promise<void> {
	const { stage, before } = work;
	await settle(notebook, context);
	// One that failed later still holds its owner's files: settings are applied, and it is started if that is wanted.
	if (stage === "create" && hasFailed(notebook.seen.status)) throw new FailedNotebookError(notebook.seen, "running");

	if (inputs.desiredState === "STOPPED") notebook.restart = false;
	const willRun = inputs.desiredState ? inputs.desiredState === "RUNNING" : notebook.restart || isRunning(notebook);
	const details = findDetails(notebook, inputs, stage === "create");
	await send(notebook, details, context);
	await settle(notebook, context);
	await refuseUngrown(notebook, details, context);
	await applyTags(notebook, inputs, before, context);
	if (!willRun) await applyMountsIfRunning(notebook, inputs, before, context);

	await changeStopped(notebook, inputs, before, willRun, context);
	if (inputs.desiredState === "STOPPED") await bring(notebook, "stopped", inputs, context);
	if (willRun) {
		await bring(notebook, "running", inputs, context);
		notebook.restart = false;
		await applyLease(notebook, inputs, before, context);
		await applyMountsIfRunning(notebook, inputs, before, context);
	}

	// The last request of a create takes away the mark: what carries it is not finished.
	if (stage === "create") await send(notebook, findDetails(notebook, inputs, false), context);
}

/** Flavor, image and endpoints: in one stop, and back to where it was found if the service refuses. */
async function changeStopped(
	notebook: Tracked,
	inputs: Inputs,
	before: Inputs,
	willRun: boolean,
	context: Context,
): Promise<void> {
	const body = findStoppedChanges(notebook, inputs, before);
	if (Object.values(body).every((value) => value === undefined)) return;

	const hasRun = isRunning(notebook);
	if (hasRun) {
		notebook.restart = willRun;
		await bring(notebook, "stopped", inputs, context);
	}
	try {
		await send(notebook, body, context);
		await settle(notebook, context);
	} catch (error) {
		if (hasRun && !context.signal.aborted) await startAgain(notebook, before, context);
		throw error;
	}
}

/** It was found running. What stands in the way is less to the user than why the change failed: the state says it. */
async function startAgain(notebook: Tracked, before: Inputs, context: Context): Promise<void> {
	try {
		notebook.restart = true;
		await bring(notebook, "running", before, context);
		notebook.restart = false;
		context.warn(`The notebook ${before.name} was stopped for a change that failed, and runs again as before.`);
	} catch {
		// `restart` is still set: what is said of the failed change says this as well.
	}
}

async function applyMountsIfRunning(
	notebook: Tracked,
	inputs: Inputs,
	before: Inputs,
	context: Context,
): Promise<void> {
	const [wanted, declared] = [listMounts(inputs), listMounts(before)];
	if (isRunning(notebook)) return applyMounts(notebook, wanted, declared, context);
	if (isDeepStrictEqual(normaliseMounts(wanted), normaliseMounts(declared))) return;
	throw new Error(
		'storage can be mounted and taken off only while a notebook runs: start it (`desiredState: "RUNNING"`), or leave `mounts` as they were',
	);
}

function isRunning({ seen }: Tracked): boolean {
	return seen.status === "RUNNING";
}
