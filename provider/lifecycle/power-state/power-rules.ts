import { findStep, isListed, type StepTable } from "./transitions";

/** What the state says of an object. */
export interface Condition {
	readonly status?: unknown;
	readonly unfinished?: unknown;
}

interface Statuses {
	/** In which a creation or a start came to a bad end. */
	readonly failed: readonly string[];

	/** On the way from one rest to another, by the documents. */
	readonly inTransit: readonly string[];
}

/** What follows for an object from the steps that lead from its statuses to where it should be. */
export function createPowerRules(steps: StepTable, { failed, inTransit }: Statuses) {
	const hasFailed = (status: string | undefined) => failed.includes(status ?? "");
	const isInTransit = (status: string) => inTransit.includes(status);

	/** Nothing more happens to it by itself. */
	const isAtRest = (status: string | undefined) => findStep(steps, status, "running") !== "wait";

	/**
	 * Whether the state says, after a refresh, that an object is not as the program wants it to be kept, or not at rest: then
	 * an update has something to do although no input changed.
	 */
	function hasDrifted({ status }: Condition, { desiredState }: { readonly desiredState?: unknown }): boolean {
		const known = String(status);
		if (isInTransit(known)) return true;
		return (
			desiredState === "RUNNING" &&
			isListed(steps, known) &&
			["start", "wait"].includes(findStep(steps, known, "running"))
		);
	}

	/**
	 * Whether an object in the state did not come to be. It never ran, so nothing is lost. One that failed later keeps its
	 * disk and is started again.
	 */
	function isFailedCreate({ status, unfinished }: Condition): boolean {
		return status === "CREATE_FAILED" || (unfinished === "create" && hasFailed(String(status)));
	}

	/** Only a power state that the user asked to be kept can drift. */
	function readDesiredState<Declared>(
		declared: Declared,
		status: string | undefined,
	): Declared | "RUNNING" | "STOPPED" {
		if (declared === undefined || !isAtRest(status)) return declared;
		if (findStep(steps, status, "running") === "done") return "RUNNING";
		return findStep(steps, status, "stopped") === "done" ? "STOPPED" : declared;
	}

	return { hasFailed, isInTransit, isAtRest, hasDrifted, isFailedCreate, readDesiredState };
}
