import type { Properties } from "../../lifecycle/contract";
import {
	findStep,
	type TargetState,
	isListed,
	type Step,
	type StepTable,
} from "../../lifecycle/power-state/transitions";

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

/** Where an instance comes to rest: nothing more happens by itself. */
export function isAtRest(status: string | undefined): boolean {
	return isListed(STEPS, status) && status !== "UNAVAILABLE";
}

/** Whether a creation or a start came to a bad end. */
export function hasFailed(status: string | undefined): boolean {
	return status === "CREATE_FAILED" || status === "START_FAILED" || status === "RESIZE_FAILED";
}

/** On the way from one rest to another, by the documents. */
const IN_TRANSIT = [
	"CREATE_QUEUING",
	"CREATING",
	"START_QUEUING",
	"READY_TO_START",
	"STARTING",
	"RESTARTING",
	"STOPPING",
	"RESIZING",
];

/**
 * Whether the state says, after a refresh, that a notebook is not as the program wants it to be kept, or not at rest: then
 * an update has something to do although no input changed.
 */
export function hasDrifted({ status }: Condition, news: Properties): boolean {
	if (IN_TRANSIT.includes(String(status))) return true;
	return news.desiredState === "RUNNING" && ["STOPPED", "START_FAILED", "UNAVAILABLE"].includes(String(status));
}

/**
 * Whether an object in the state did not come to be. It never ran, so nothing is lost. One that failed later keeps its
 * disk and is started again.
 */
export function isFailedCreate({ status, unfinished }: Condition): boolean {
	return status === "CREATE_FAILED" || (unfinished === "create" && hasFailed(String(status)));
}

/** What the state says of an object. */
interface Condition {
	readonly status?: unknown;
	readonly unfinished?: unknown;
}

/** Only a power state that the user asked to be kept can drift. */
export function readDesiredState(declared: unknown, status: string | undefined): unknown {
	if (declared === undefined || !isAtRest(status)) return declared;
	if (status === "RUNNING") return "RUNNING";
	return status === "STOPPED" || status === "START_FAILED" ? "STOPPED" : declared;
}
