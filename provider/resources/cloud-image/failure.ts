import { adviseOnFailedWork } from "../../services/http/remediation";
import { collectFailureCodes } from "../../services/ims/job-report";
import type { CloudImageAnswer } from "../../services/ims/images";
import { type Context, locate, type UnfinishedError } from "../../lifecycle/contract";
import { explainLoss, keepUnfinished } from "../../lifecycle/create-safety/partial-failure";
import { removeLeftovers } from "./delete";
import { findMarkedImages, lookAtImages, mergeIds, orderImages } from "./match-images";
import { FailedJobError, findJobImages } from "./jobs";
import { lookAtJob } from "./poll";
import type { UpdateWork } from "./diff";
import { GoneImageError, type Making } from "./image-set";
import type { Inputs } from "./properties";
import { listWanted, rememberBoth } from "./desired-images";
import { toId, toOutputs } from "./wire";

/**
 * How work on images ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** After an interruption there is this much time to find the real id of the image, milliseconds. */
const LAST_LOOK = 3000;

/** What failed for good gets this much time to be removed, in poll intervals: two minutes at 1 s. */
const TIME_TO_REMOVE = 120;

/** The images as messages name them. */
export function describeSubject(making: Making, inputs: Inputs) {
	const { status = "being made" } = making.images[0] ?? {};
	return { id: toId(inputs, making), title: `Image ${inputs.name}`, status };
}

/** The images exist or are being made, and the next `up` goes on with them; or they are gone, and that is said. */
export async function keepOrExplain(
	error: unknown,
	making: Making,
	inputs: Inputs,
	work: UpdateWork,
	context: Context,
): Promise<Error> {
	const { stage, before } = work;
	const gone = error instanceof GoneImageError ? error.ids : [];
	const found = stage === "create" ? await findRealImages(making, inputs, context) : making.images;
	const images = found.filter(({ id }) => !gone.includes(id));
	if (gone.length > 0 && (stage === "update" || images.length === 0)) {
		return explainLoss({ ...describeSubject(making, inputs), id: gone.join(", ") });
	}

	const seen = { ...making, images };
	const outputs = {
		...toOutputs(work.hasBegun ? rememberBoth(before, inputs) : before, locate(inputs, context.cloud), seen),
		...work.describeUnfinished(),
	};
	// The next `up` replaces what has failed: the state has to say so.
	if (error instanceof FailedJobError) outputs.status = "killed";
	return keepUnfinished(error, { ...describeSubject(seen, inputs), outputs }, context.signal);
}

/** One more look, even though the run was interrupted: a real id in the state is worth three seconds. */
async function findRealImages(making: Making, inputs: Inputs, context: Context): Promise<CloudImageAnswer[]> {
	const last = { ...context, signal: AbortSignal.timeout(LAST_LOOK), deadline: context.cloud.clock.now() + LAST_LOOK };
	try {
		const job = making.jobId === undefined ? undefined : await lookAtJob(making.jobId, last);
		const named = job ? await findJobImages(job, listWanted(inputs).length, last) : [];
		const ids = mergeIds(making.images, named).map(({ id }) => id);
		const seen = ids.length > 0 ? await lookAtImages(ids, last) : await findMarkedImages(inputs, ["open"], last);
		// What a job names exists, although lists may lag behind; unless it failed.
		return orderImages(job?.status === "FAIL" ? seen : mergeIds(seen, ids), inputs);
	} catch {
		return making.images;
	}
}

/** The job failed: its reason word for word, and nothing left behind, or what is left behind kept and named. */
export async function removeFailed(
	{ job, message }: FailedJobError,
	making: Making,
	inputs: Inputs,
	context: Context,
): Promise<Error | UnfinishedError> {
	const advice = collectFailureCodes(job)
		.map((code) => adviseOnFailedWork(code, context.cloud.region))
		.find((text) => text !== undefined);
	const failure = `The image ${inputs.name} could not be made (job ${making.jobId ?? "unknown"}): ${message}.`;
	const reason = advice ? `${failure} ${advice}` : failure;
	const deadline = Math.max(context.deadline, context.cloud.clock.now() + TIME_TO_REMOVE * context.pollInterval);
	try {
		const removed = await removeLeftovers(making, job, inputs, { ...context, deadline });
		const made = removed.length > 0 ? ` What it had made of it was removed again: ${removed.join(", ")}.` : "";
		return new Error(`${reason}${made} Nothing was left behind.`);
	} catch (error) {
		const outputs = {
			...toOutputs(inputs, locate(inputs, context.cloud), making),
			status: "killed",
			unfinished: "create",
		};
		const left = making.images.map(({ id }) => id).join(", ") || "what the job made";
		const kept = keepUnfinished(error, { ...describeSubject(making, inputs), outputs }, context.signal);
		kept.message = `${reason} Left behind, and kept in the state: ${left}. ${kept.message}`;
		return kept;
	}
}
