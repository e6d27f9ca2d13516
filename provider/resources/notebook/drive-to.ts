import { type ActionStep, isNotebookNotFound, type NotebookResponse } from "../../services/modelarts/notebooks";
import { RETRYABLE_CONFLICTS } from "../../services/modelarts/retryable-conflicts";
import { isObject } from "../../services/shape/is-object";
import type { Context } from "../../lifecycle/contract";
import { ObjectFailedError, ObjectNotFoundError } from "../../lifecycle/object-errors";
import * as power from "../../lifecycle/power-state/reconcile";
import type { Tracked as TrackedObject } from "../../lifecycle/tracked";
import type { TargetState } from "../../lifecycle/power-state/transitions";
import { changingNotebook, creatingNotebook } from "../../lifecycle/polling/profiles";
import { nextStep } from "./power-state";
import type { Inputs } from "./definition";
import { type Lease, toNewLease } from "./lease";
import * as watching from "./poll";

/** The four steps of a creation or a start. */
const STEPS = ["storage", "compute", "network", "initialisation"];

/** A notebook while we work on it. */
export interface Tracked extends TrackedObject<NotebookResponse> {
	/** We have stopped it for a change, and it is to run again. */
	restart?: boolean;

	/** Its description before the marker of that stop took its place. */
	described?: string;

	/** The lease that it had when we stopped it, where the program does not give it another one. */
	lease?: Lease;
}

/** The notebook cannot come to where it should be. */
export function fail(notebook: NotebookResponse, target: TargetState = "running"): ObjectFailedError {
	return new ObjectFailedError(`ended as ${notebook.status} instead of ${target}: ${explainFailure(notebook)}`);
}

/** What the service has to say of a failure, word for word, and the step that failed. */
export function explainFailure(notebook: NotebookResponse): string {
	const { status, fail_reason: reason } = notebook;
	const failed = listSteps(notebook)
		.filter((step) => step.status === "FAILED")
		.map(nameStep);
	const parts = [
		reason || (status === "FROZEN" ? "the account is in arrears" : undefined),
		...failed.map((name) => `the step ${name} failed`),
	].filter((part) => part !== undefined);
	return parts.length > 0 ? parts.join("; ") : "the service gives no reason";
}

/** What is only shown ends no wait, whatever it looks like. */
function listSteps({ action_progress: steps }: NotebookResponse): ActionStep[] {
	return Array.isArray(steps) ? steps.filter(isObject) : [];
}

function nameStep({ step = 0, description }: ActionStep): string {
	return STEPS[step - 1] ?? (description || `number ${step}`);
}

/** The status, and which of the four steps is being done: `CREATING: network (step 3 of 4)`. */
export function describeProgress(notebook: NotebookResponse): string {
	const { status = "no status yet" } = notebook;
	const steps = listSteps(notebook);
	const isMoving = status === "CREATING" || status === "STARTING" || status === "INIT";
	const step = isMoving ? steps.find((one) => one.status === "PROCESSING") : undefined;
	return step ? `${status}: ${nameStep(step)} (step ${step.step} of ${steps.length})` : status;
}

/** Waits until nothing more happens to a notebook by itself, well or badly. */
export function waitUntilStable(tracked: Tracked, context: Context): Promise<void> {
	return driveTo(tracked, undefined, {}, context);
}

/** Brings a notebook to a goal: starts, stops or deletes it as needed, and waits. */
export function driveTo(
	tracked: Tracked,
	target: TargetState | undefined,
	{ lease }: Pick<Inputs, "lease">,
	context: Context,
): Promise<void> {
	const { observed: first } = tracked;
	const { id } = first;
	const profile = first.status === "CREATING" || first.status === "INIT" ? creatingNotebook : changingNotebook;
	const { notebooks, recentlyCreated } = context.services;
	const commands: Record<power.PowerCommand, () => Promise<void>> = {
		start: () => notebooks.startNotebook(id, toNewLease(lease), context),
		stop: () => notebooks.stopNotebook(id, context),
		delete: () => recentlyCreated.delete(id, () => notebooks.deleteNotebook(id, context), isNotebookNotFound),
	};
	return power.reconcile(
		tracked,
		target,
		{
			nextStep,
			changedAt: ({ update_at: time }) => time,
			command: (command) => commands[command](),
			retryableConflicts: RETRYABLE_CONFLICTS,
			isNotFound: isNotebookNotFound,
			failedCommands: { START_FAILED: "start", DELETE_FAILED: "delete" },
			describe: describeProgress,
			fail,
			lose: () => new ObjectNotFoundError(`The notebook ${id} does not exist any more.`),
			wait: (isDone) =>
				watching.notebooks
					.watch(context.services, first.workspace_id)
					.wait(id, { ...context, first, profile, isDone }, undefined),
		},
		context,
	);
}
