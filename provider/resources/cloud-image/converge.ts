import type { Context } from "../../lifecycle/contract";
import { removeRepeated } from "../../lifecycle/create-safety/report-duplicates";
import type { Inputs } from "./definition";
import { removeImage } from "./delete";
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
	const { isFresh } = tracked.observed;
	if (!isFresh) await applySettings(tracked, inputs, plan, context);
	if (isFresh || (plan.stage === "create" && inputs.adopt === undefined))
		await removeDuplicates(tracked, inputs, context);
	if (!isFresh) return;
	await completeMarkers(tracked.observed, inputs, context);
}

/** Deletes what a second delivery of the request has made; warns of what others have. */
async function removeDuplicates(tracked: TrackedImages, inputs: Inputs, context: Context): Promise<void> {
	const repeated = await warnOfDuplicates(tracked.observed, inputs, context);
	await removeRepeated(`the image ${inputs.name}`, repeated, ({ id }) => removeImage(id, context), context);
}

/** The next `up` replaces what has failed: the state has to say so. */
function noteFailure(tracked: TrackedImages, { job }: FailedJobError): void {
	tracked.failedJob = job;
	observe(tracked, { status: "killed" });
}
