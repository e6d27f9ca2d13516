import type { Context, Location, Properties } from "../../lifecycle/contract";
import type { Inputs } from "./definition";
import { listDesiredImages } from "./desired-images";
import { idsOf, mergeIds, observe, oneOfEach, type TrackedImages } from "./image-set";
import { getJob } from "./jobs";
import { getImages } from "./poll";
import { toOutputs } from "./read-back";
import { searchImages } from "./recovery/search";
import type { Plan } from "./update";

/** After an interruption there is this much time to find the real id of the image, milliseconds. */
const TIME_TO_READ = 3000;

/** One more read of a create, even though the run was interrupted: a real id in the state is worth three seconds. */
export async function readPartial(
	tracked: TrackedImages,
	inputs: Inputs,
	{ stage }: Plan,
	context: Context,
): Promise<void> {
	if (stage !== "create") return;
	const { images } = tracked.observed;
	const gone = idsOf(images.filter(({ status }) => status === "deleted"));
	const found = await findRealImages(tracked, inputs, context).catch(() => images);
	observe(tracked, { images: found.filter(({ id }) => !gone.includes(id)) });
}

async function findRealImages({ observed: { jobId, images } }: TrackedImages, inputs: Inputs, context: Context) {
	const signal = AbortSignal.timeout(TIME_TO_READ);
	const limited = { ...context, signal, deadline: context.services.clock.now() + TIME_TO_READ };
	const job = jobId === undefined ? undefined : await getJob(jobId, limited);
	const named = await searchImages({ inputs, known: images, job, by: ["job"] }, limited);
	const ids = idsOf([...images, ...named.images]);
	const observed =
		ids.length > 0 ? await getImages(ids, limited) : (await searchImages({ inputs, by: ["tag"] }, limited)).images;
	// What a job names exists, although lists may lag behind; unless it failed.
	return oneOfEach(job?.status === "FAIL" ? observed : mergeIds(observed, ids), inputs);
}

/** What is written to the state of images whose operation did not complete. */
export function toPartialOutputs(
	{ observed }: TrackedImages,
	inputs: Inputs,
	{ before, hasBegun }: Plan,
	location: Location,
): Properties {
	return { ...toOutputs(hasBegun ? rememberBoth(before, inputs) : before, location, observed) };
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
