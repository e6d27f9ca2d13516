import type { Core } from "../core";
import type { ModelArtsCode } from "../modelarts/modelarts-errors";
import { findRejectionCode } from "../modelarts/transition-rules";
import type { TransitionRules } from "../modelarts/transition-rules";

export type NotebookAction = "start" | "stop" | "delete" | "useRunning";

const busy = ["INIT", "CREATING", "STARTING", "STOPPING"];

/**
 * Inferred from the texts of the errors, because the table is not documented. `useRunning`: actions that need a running
 * notebook.
 */
const table: Readonly<Record<NotebookAction, TransitionRules>> = {
	start: {
		STOPPED: "accepted",
		START_FAILED: "accepted",
		RUNNING: "6305",
		INIT: "6306",
		CREATING: "6306",
		STARTING: "6306",
		STOPPING: "6308",
		FROZEN: "6326",
		other: "6357",
	},
	stop: {
		RUNNING: "accepted",
		ERROR: "accepted",
		STOPPED: "6307",
		STOPPING: "6308",
		INIT: "6306",
		CREATING: "6306",
		STARTING: "6306",
		SNAPSHOTTING: "6357",
		DELETING: "6357",
		FROZEN: "6326",
		other: "6327",
	},
	delete: { SNAPSHOTTING: "6357", DELETING: "6357", other: "accepted" },
	useRunning: { RUNNING: "accepted", SNAPSHOTTING: "6357", DELETING: "6357", FROZEN: "6326", other: "6327" },
};

const oldConflicts: readonly ModelArtsCode[] = ["6305", "6306", "6307", "6308"];

/** The number of the error, or undefined if the action is accepted. */
export function findActionError(action: NotebookAction, status: string, core: Core): ModelArtsCode | undefined {
	const { powerConflicts, deleteWhileBusy } = core.settings.values;
	if (action === "delete" && !deleteWhileBusy && busy.includes(status)) return "6357";
	const code = findRejectionCode(table[action], status);
	return code && powerConflicts === "6357" && oldConflicts.includes(code) ? "6357" : code;
}
