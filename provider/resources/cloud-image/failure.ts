import { remedyFailedJob } from "../../services/http/remediation";
import { collectFailureCodes } from "../../services/ims/job-report";
import type { CloudImageResponse } from "../../services/ims/images";
import { type Context, locate } from "../../lifecycle/contract";
import { cleanUpFailed } from "../../lifecycle/create-safety/cleanup-failed";
import { explainNotFound, keepPartial } from "../../lifecycle/create-safety/partial-failure";
import type { Inputs } from "./definition";
import { removeLeftovers } from "./delete";
import { listDesiredImages } from "./desired-images";
import { idsOf, type ImageSet, mergeIds, orderImages, toId, type Track } from "./image-set";
import { getImages, getJob } from "./poll";
import { toOutputs } from "./read-back";
import { searchImages } from "./recovery/search";
import type { Plan } from "./update";
import { FailedJobError, ImageNotFoundError } from "./wait";

/**
 * How work on images ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** After an interruption there is this much time to find the real id of the image, milliseconds. */
const LAST_LOOK = 3000;

/** The images as messages name them. */
export function describeSubject(imageSet: ImageSet, inputs: Inputs) {
	const { status = "being made" } = imageSet.images[0] ?? {};
	return { id: toId(inputs, imageSet), title: `Image ${inputs.name}`, status };
}

/** The images exist or are being made, and the next `up` goes on with them; or they are gone, and that is said. */
export async function keepOrExplain(
	error: unknown,
	imageSet: ImageSet,
	inputs: Inputs,
	work: Plan,
	context: Context,
): Promise<Error> {
	const { stage, before } = work;
	const gone = error instanceof ImageNotFoundError ? error.ids : [];
	const found = stage === "create" ? await findRealImages(imageSet, inputs, context) : imageSet.images;
	const images = found.filter(({ id }) => !gone.includes(id));
	if (gone.length > 0 && (stage === "update" || images.length === 0)) {
		return explainNotFound({ ...describeSubject(imageSet, inputs), id: gone.join(", ") });
	}

	const observed = { ...imageSet, images };
	const outputs = {
		...toOutputs(work.hasBegun ? rememberBoth(before, inputs) : before, locate(inputs, context.cloud), observed),
		...work.describeUnfinished(),
	};
	// The next `up` replaces what has failed: the state has to say so.
	if (error instanceof FailedJobError) outputs.status = "killed";
	return keepPartial(error, { ...describeSubject(observed, inputs), outputs }, context.signal);
}

/**
 * What may have been set when a change was interrupted, some of it by the old inputs and some by the new ones: the next
 * change has to know all of it to take away what is not wanted.
 */
function rememberBoth(before: Inputs, after: Inputs): Inputs {
	const [earlier, later] = [listDesiredImages(before), listDesiredImages(after)].map((all) =>
		all.filter(({ isData }) => isData),
	);
	return {
		...before,
		...after,
		tags: { ...before.tags, ...after.tags },
		dataImages: after.dataImages?.map((image, at) => ({
			...image,
			description: later?.[at]?.description ?? earlier?.[at]?.description,
			tags: { ...earlier?.[at]?.tags, ...later?.[at]?.tags },
		})),
	};
}

/** One more look, even though the run was interrupted: a real id in the state is worth three seconds. */
async function findRealImages(
	{ jobId, images }: ImageSet,
	inputs: Inputs,
	context: Context,
): Promise<readonly CloudImageResponse[]> {
	const last = { ...context, signal: AbortSignal.timeout(LAST_LOOK), deadline: context.cloud.clock.now() + LAST_LOOK };
	try {
		const job = jobId === undefined ? undefined : await getJob(jobId, last);
		const named = await searchImages({ inputs, known: images, job, by: ["job"] }, last);
		const ids = idsOf([...images, ...named.images]);
		const observed =
			ids.length > 0 ? await getImages(ids, last) : (await searchImages({ inputs, by: ["tag"] }, last)).images;
		// What a job names exists, although lists may lag behind; unless it failed.
		return orderImages(job?.status === "FAIL" ? observed : mergeIds(observed, ids), inputs);
	} catch {
		return images;
	}
}

/** The job failed: its reason word for word, and nothing left behind, or what is left behind kept and named. */
export function removeFailed(
	{ job, message }: FailedJobError,
	given: ImageSet,
	inputs: Inputs,
	context: Context,
): Promise<Error> {
	const advice = collectFailureCodes(job)
		.map((code) => remedyFailedJob(code, context.cloud.region))
		.find((text) => text !== undefined);
	const failure = `The image ${inputs.name} could not be made (job ${given.jobId ?? "unknown"}): ${message}.`;
	let imageSet = given;
	const track: Track = (left) => (imageSet = left);
	return cleanUpFailed(
		{
			reason: advice ? `${failure} ${advice}` : failure,
			async remove(longer) {
				const removed = await removeLeftovers(given, track, job, inputs, longer);
				const made = removed.length > 0 ? `What it had made of it was removed again: ${removed.join(", ")}. ` : "";
				return `${made}Nothing was left behind.`;
			},
			keep(error) {
				const outputs = {
					...toOutputs(inputs, locate(inputs, context.cloud), imageSet),
					status: "killed",
					unfinished: "create",
				};
				const left = idsOf(imageSet.images).join(", ") || "what the job made";
				const kept = keepPartial(error, { ...describeSubject(imageSet, inputs), outputs }, context.signal);
				kept.message = `Left behind, and kept in the state: ${left}. ${kept.message}`;
				return kept;
			},
		},
		context,
	);
}
