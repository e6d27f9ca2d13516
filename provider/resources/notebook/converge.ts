import type { Context } from "../../lifecycle/contract";
import type { Inputs } from "./definition";
import { listMounts, type NotebookMount } from "./mount-list";
import { isLeftStopped, markRestart, unmarkRestart } from "./pending-restart";
import type { Plan } from "./plan";
import { applyMounts, areMountsChanged, listKeptMounts, planMounts } from "./mounts";
import { hasFailed } from "./power-state";
import {
	applyLease,
	applyTags,
	findDetails,
	findStoppedChanges,
	isEmpty,
	readLeaseOf,
	refuseUngrown,
	send,
} from "./update";
import { driveTo, fail, waitUntilStable, type Tracked } from "./drive-to";

/**
 * From whatever state it is in to what the inputs ask for, as far as this work is to bring it about. One that runs is
 * stopped at most once, and only for what changes while it is stopped, or because the program wants it stopped.
 */
export async function converge(notebook: Tracked, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	await waitUntilStable(notebook, context);
	const isCreate = work.stage === "create";
	// One that failed later still holds its owner's files: settings are applied, and it is started if that is wanted.
	if (isCreate && hasFailed(notebook.observed.status)) throw fail(notebook.observed);

	// The start that an interrupted run owes.
	if (isLeftStopped(notebook, inputs, work)) notebook.restart = true;
	if (inputs.desiredState === "STOPPED") notebook.restart = false;
	const target = work.isDue("desiredState") ? inputs.desiredState : undefined;
	const willRun = target ? target === "RUNNING" : notebook.restart || isRunning(notebook) || needsStart(inputs, work);
	// One that is to be stopped may have been by a killed run, after it had mounted them: the next start of ours does again.
	if (!willRun && !isRunning(notebook) && target !== "STOPPED") refuseMounts(inputs, work);
	// The stop before this may have taken off what is declared; if this run does not come to put it on again, the next does.
	const lost = willRun && !isRunning(notebook) ? listMounts(inputs) : [];
	if (lost.length > 0) work.disturb("mounts");

	const details = findDetails(notebook, inputs, work, isCreate || notebook.restart === true);
	await send(notebook, details, work, context);
	await waitUntilStable(notebook, context);
	await refuseUngrown(notebook, details, context);
	await applyTags(notebook, inputs, work, context);
	if (!willRun && isRunning(notebook)) await applyMounts(notebook, planMounts(inputs, work), work, context);

	const kept = await changeStopped(notebook, inputs, work, willRun, context);
	if (target === "STOPPED") {
		work.begin(["desiredState"]);
		await driveTo(notebook, "stopped", inputs, context);
	}
	if (willRun) {
		if (target) work.begin(["desiredState"]);
		await driveTo(notebook, "running", leaseOf(notebook, inputs), context);
		notebook.restart = false;
		await unmarkRestart(notebook, inputs, work, context);
		await applyLease(notebook, inputs, work, context);
		await applyMounts(notebook, planMounts(inputs, work, [...lost, ...kept]), work, context);
	}

	if (!willRun) await unmarkRestart(notebook, inputs, work, context);

	// The last request of a create takes away the marker: what carries it is not finished.
	if (isCreate) await send(notebook, findDetails(notebook, inputs, work, false), work, context);
}

/**
 * Flavor, image and endpoints: in one stop, and back to where it was found if the service refuses. Gives the declared
 * storages that were mounted before it.
 */
async function changeStopped(
	notebook: Tracked,
	inputs: Inputs,
	work: Plan,
	willRun: boolean,
	context: Context,
): Promise<readonly NotebookMount[]> {
	const body = findStoppedChanges(notebook, inputs, work);
	if (isEmpty(body)) return [];

	const hasRun = isRunning(notebook);
	const kept = hasRun && willRun ? await listKeptMounts(notebook, inputs, work, context) : [];
	if (hasRun) {
		// A stop may take them off; if this run does not come to put them on again, the next one does.
		if (kept.length > 0) work.disturb("mounts");
		// What somebody has renewed it to is of this run, and the next one is ours.
		if (!work.isDue("lease")) notebook.lease = readLeaseOf(notebook, inputs);
		if (willRun) await markRestart(notebook, inputs, work, context);
		notebook.restart = willRun;
		await driveTo(notebook, "stopped", inputs, context);
	}
	try {
		await send(notebook, body, work, context);
		await waitUntilStable(notebook, context);
	} catch (error) {
		if (hasRun && !context.signal.aborted) await startAgain(notebook, work, context);
		throw error;
	}
	return kept;
}

/** It was found running. What stands in the way is less to the user than why the change failed: the state says it. */
async function startAgain(notebook: Tracked, work: Plan, context: Context): Promise<void> {
	const { before } = work;
	try {
		notebook.restart = true;
		await driveTo(notebook, "running", leaseOf(notebook, before), context);
		notebook.restart = false;
		await unmarkRestart(notebook, before, work, context);
		context.warn(`The notebook ${before.name} was stopped for a change that failed, and runs again as before.`);
	} catch {
		// `restart` is still set: what is said of the failed change says this as well.
	}
}

/** What is given to a start of ours. */
function leaseOf({ lease }: Tracked, inputs: Inputs): Pick<Inputs, "lease"> {
	return { lease: lease ?? inputs.lease };
}

/** Storages can be mounted only while it runs, which the program wants as well. */
function needsStart(inputs: Inputs, work: Plan): boolean {
	return inputs.desiredState === "RUNNING" && areMountsChanged(inputs, work);
}

function refuseMounts(inputs: Inputs, work: Plan): void {
	if (!areMountsChanged(inputs, work)) return;
	throw new Error(
		'storage can be mounted and taken off only while a notebook runs: start it (`desiredState: "RUNNING"`), or leave `mounts` as they were',
	);
}

function isRunning({ observed }: Tracked): boolean {
	return observed.status === "RUNNING";
}
