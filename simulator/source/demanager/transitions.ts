import type { ModelArtsCode } from "../modelarts/modelarts-errors";
import { findRejectionCode } from "../modelarts/transition-rules";
import type { TransitionRules } from "../modelarts/transition-rules";

export type PowerAction = "start" | "stop" | "restart";

/**
 * Which status accepts which action, and with which error others reject it: inferred from the texts of the errors,
 * because the table is not documented. `other` applies to all other statuses.
 */
const table: Readonly<Record<PowerAction | "delete", TransitionRules>> = {
	start: {
		STOPPED: "accepted",
		START_FAILED: "accepted",
		READY_TO_START: "accepted",
		RUNNING: "6305",
		STARTING: "6306",
		CREATING: "6306",
		RESTARTING: "6306",
		STOPPING: "6308",
		UNAVAILABLE: "6333",
		other: "6357",
	},
	stop: {
		RUNNING: "accepted",
		UNAVAILABLE: "accepted",
		STOPPED: "6307",
		STOPPING: "6308",
		STARTING: "6306",
		CREATING: "6306",
		other: "6327",
	},
	restart: { RUNNING: "accepted", UNAVAILABLE: "6333", other: "6327" },
	delete: {
		STOPPED: "accepted",
		CREATE_FAILED: "accepted",
		START_FAILED: "accepted",
		RESIZE_FAILED: "accepted",
		UNAVAILABLE: "accepted",
		READY_TO_START: "accepted",
		RUNNING: "6304",
		STARTING: "6304",
		CREATING: "6304",
		RESTARTING: "6304",
		STOPPING: "6304",
		other: "6357",
	},
};

/** The number of the error, or undefined if the action is accepted. */
export function findTransitionError(action: PowerAction | "delete", status: string): ModelArtsCode | undefined {
	return findRejectionCode(table[action], status);
}
