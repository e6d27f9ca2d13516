/** Where something that can be started and stopped is to be brought. */
export type TargetState = "running" | "stopped" | "gone";

/** What to do next to get there. `failed`: it cannot get there by itself or by us. */
export type Step = "done" | "wait" | "start" | "stop" | "delete" | "failed";

/** The next step from each status towards each goal. A status that is not in it means: wait. */
export type StepTable = Readonly<Record<string, Readonly<Record<TargetState, Step>>>>;

/**
 * The next step from a status towards a goal. A status that the table does not know, such as one that a later version of
 * the service invents, means: wait.
 */
export function findStep(table: StepTable, status: string | undefined, target: TargetState): Step {
	return isListed(table, status) ? (table[status]?.[target] ?? "wait") : "wait";
}

/** Whether the table knows what to do from this status. */
export function isListed(table: StepTable, status: string | undefined): status is string {
	return status !== undefined && Object.hasOwn(table, status);
}
