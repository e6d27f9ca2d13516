import type { NotebookResponse } from "../../services/modelarts/notebooks";
import type { Properties } from "../../lifecycle/contract";
import { findStep, type TargetState, type Step, type StepTable } from "../../lifecycle/power-state/transitions";
import type { HiddenOutputs } from "../../lifecycle/contract";

/** What the state says of how a notebook is. */
export type Status = Pick<HiddenOutputs, "unfinished"> & { readonly status: string };

/** The next step from a status towards a goal. A notebook can be deleted while it runs, or is on its way to that. */
const STEPS: StepTable = {
	INIT: { running: "wait", stopped: "wait", gone: "delete" },
	CREATING: { running: "wait", stopped: "wait", gone: "delete" },
	STARTING: { running: "wait", stopped: "wait", gone: "delete" },
	STOPPING: { running: "wait", stopped: "wait", gone: "delete" },
	RUNNING: { running: "done", stopped: "stop", gone: "delete" },
	STOPPED: { running: "start", stopped: "done", gone: "delete" },
	CREATE_FAILED: { running: "failed", stopped: "failed", gone: "delete" },
	START_FAILED: { running: "start", stopped: "done", gone: "delete" },
	DELETE_FAILED: { running: "failed", stopped: "failed", gone: "delete" },
	ERROR: { running: "failed", stopped: "failed", gone: "delete" },
	// The account is in arrears: neither costs nor runs.
	FROZEN: { running: "failed", stopped: "done", gone: "delete" },
	DELETED: { running: "failed", stopped: "failed", gone: "done" },
};

/** A disk in one of these is not at rest, while its notebook is in one of the statuses. */
const BUSY_VOLUMES = new Map([
	["RUNNING", ["INITIALIZING", "RESIZING", "DELETING"]],
	["STOPPED", ["RESIZING"]],
]);

/** Without a goal: whether anything is still going on by itself. */
export function nextStep({ status, volume }: NotebookResponse, target: TargetState | undefined): Step {
	const isBusy = BUSY_VOLUMES.get(status ?? "")?.includes(volume?.status?.toUpperCase() ?? "") ?? false;
	if (target === undefined) return isAtRest(status) && !isBusy ? "done" : "wait";
	const step = findStep(STEPS, status, target);
	return isBusy && target !== "gone" ? "wait" : step;
}

/** Nothing more happens to it by itself. */
export function isAtRest(status: string | undefined): boolean {
	return findStep(STEPS, status, "running") !== "wait";
}

/** Whether a creation or a start came to a bad end. */
export function hasFailed(status: string | undefined): boolean {
	return ["CREATE_FAILED", "START_FAILED", "ERROR", "FROZEN"].includes(status ?? "");
}

/** Whether it is on the way from one rest to another, by the documents. */
export function isInTransit(status: string): boolean {
	return ["INIT", "CREATING", "STARTING", "STOPPING", "SNAPSHOTTING"].includes(status);
}

/**
 * Whether the state says, after a refresh, that a notebook is not as the program wants it to be kept, or not at rest: then
 * an update has something to do although no input changed.
 */
export function hasDrifted({ status }: Pick<Status, "status">, news: Properties): boolean {
	if (isInTransit(status)) return true;
	return news.desiredState === "RUNNING" && ["STOPPED", "START_FAILED"].includes(status);
}

/** Whether an object in the state has to be made anew, as it did not come to be; nothing is lost by that. */
export function repairs({ status, unfinished }: Status): boolean {
	return status === "CREATE_FAILED" || (unfinished === "create" && hasFailed(status));
}
