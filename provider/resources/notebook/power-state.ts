import type { NotebookResponse } from "../../services/modelarts/notebooks";
import { createPowerRules } from "../../lifecycle/power-state/power-rules";
import { findStep, type TargetState, type Step, type StepTable } from "../../lifecycle/power-state/transitions";

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

export const { hasFailed, isInTransit, isAtRest, hasDrifted, isFailedCreate, readDesiredState } = createPowerRules(
	STEPS,
	{
		failed: ["CREATE_FAILED", "START_FAILED", "ERROR", "FROZEN"],
		inTransit: ["INIT", "CREATING", "STARTING", "STOPPING", "SNAPSHOTTING"],
	},
);

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
