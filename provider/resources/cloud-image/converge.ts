import type { Context } from "../../lifecycle/contract";
import type { Inputs } from "./definition";
import { observe, type TrackedImages } from "./image-set";
import { warnOfDuplicates } from "./recovery/report-orphans";
import { applySettings, completeMarkers, type Plan } from "./update";
import { FailedJobError, waitUntilUsable } from "./wait";

/** Waits until the images can be used, and brings what can be changed in place to what the inputs say. */
export async function converge(tracked: TrackedImages, inputs: Inputs, plan: Plan, context: Context): Promise<void> {
	// What is there was made by the old inputs.
	await waitUntilUsable(tracked, plan.stage, plan.before, context).catch((error: unknown) => {
		if (error instanceof FailedJobError) noteFailure(tracked, error);
		throw error;
	});
	// What was adopted or resumed may differ in all that can be changed in place.
	if (!tracked.observed.isFresh) return applySettings(tracked, inputs, plan, context);
	await warnOfDuplicates(tracked.observed, inputs, context);
	await completeMarkers(tracked.observed, inputs, context);
}

/** The next `up` replaces what has failed: the state has to say so. */
function noteFailure(tracked: TrackedImages, { job }: FailedJobError): void {
	tracked.failedJob = job;
	observe(tracked, { status: "killed" });
}
