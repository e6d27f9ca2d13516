import { createPowerRules } from "../../lifecycle/power-state/power-rules";
import { findStep, type TargetState, type Step, type StepTable } from "../../lifecycle/power-state/transitions";

/** The next step from a status towards a goal (fact sheet of the service, 2.10 and 2.11). */
const STEPS: StepTable = {
	RUNNING: { running: "done", stopped: "stop", gone: "stop" },
	STOPPED: { running: "start", stopped: "done", gone: "delete" },
	CREATE_FAILED: { running: "failed", stopped: "failed", gone: "delete" },
	START_FAILED: { running: "start", stopped: "done", gone: "delete" },
	RESIZE_FAILED: { running: "failed", stopped: "failed", gone: "delete" },
	// Faults may heal by themselves (ModelArts.6333); who waits for it decides how long.
	UNAVAILABLE: { running: "wait", stopped: "stop", gone: "stop" },
	DELETED: { running: "failed", stopped: "failed", gone: "done" },
};

export function nextStep(status: string | undefined, target: TargetState): Step {
	return findStep(STEPS, status, target);
}

export const { hasFailed, isAtRest, hasDrifted, isFailedCreate, readDesiredState } = createPowerRules(STEPS, {
	failed: ["CREATE_FAILED", "START_FAILED", "RESIZE_FAILED"],
	inTransit: [
		"CREATE_QUEUING",
		"CREATING",
		"START_QUEUING",
		"READY_TO_START",
		"STARTING",
		"RESTARTING",
		"STOPPING",
		"RESIZING",
	],
});
