import type { CloudImageResponse } from "../../services/ims/images";
import type { Context, Existing } from "../../lifecycle/contract";
import { MARKER_KEY, readMarkerState } from "../../lifecycle/create-safety/ownership-marker";
import type { ReadBack } from "../../lifecycle/resource-lifecycle";
import type { Inputs, Outputs } from "./definition";
import { idsOf, type ImageSet, isDataImage, oneOfEach, toId, toImageSet, worstStatus } from "./image-set";
import { toImportedInputs } from "./import/infer-inputs";
import { getJob } from "./jobs";
import { cloudImages, getImage, getImages, getTags, readerOfTags } from "./poll";
import { type SeenImage, toReadInputs } from "./read-back";
import { warnOfOrphans } from "./recovery/report-orphans";
import { searchImages } from "./recovery/search";
import { hasSystemImage } from "./sources";

type Old = Existing<Inputs, Outputs>;

/** The images of a resource in the state, those that are gone as `deleted`. One that was interrupted names a job. */
export async function resume(
	{ id, outputs }: Pick<Old, "id" | "outputs">,
	context: Context,
	get: typeof readMany = getImages,
): Promise<ImageSet> {
	const { jobId, images } = toImageSet({ id, outputs });
	const observed = await get(idsOf(images), context);
	// What a job names may not be shown yet.
	const status = outputs.unfinished === "create" ? undefined : "deleted";
	return { jobId, images: images.map((one) => observed.find(({ id }) => id === one.id) ?? { ...one, status }) };
}

/** What is in the cloud of a resource in the state, for many resources at once. */
export async function look(old: Old, context: Context): Promise<ImageSet> {
	const { jobId, images } = await resume(old, context, readMany);
	const there = { jobId, images: images.filter(({ status }) => status !== undefined && status !== "deleted") };
	const isPending = old.outputs.unfinished === "create";
	const found: ImageSet = isPending ? await readPending(there, old.inputs, context) : there;
	return found.images.length > 0 || found.status !== undefined ? found : { ...found, status: "DELETED" };
}

/** What a refresh finds of these images. */
export async function readBack(
	imageSet: ImageSet,
	{ id, inputs: given }: Old,
	context: Context,
): Promise<ReadBack<Inputs, Outputs>> {
	const { images, status } = imageSet;
	// A create that was interrupted goes on: the inputs are what they were. A real id takes the place of the job's.
	if (status !== undefined)
		return { id: images.length > 0 ? toId(given, imageSet) : id, inputs: given, isSettled: false, unread: [] };

	await warnOfOrphans(imageSet, given, context);
	const observed: SeenImage[] = await Promise.all(
		images.map(async (image) => ({ image, tags: await readTags(image.id, context) })),
	);
	// Without a name nothing was declared: an import.
	const declared = given.name === undefined ? toImportedInputs(given, observed) : given;
	// Data images without their system image are no use, but they are there: replaced they are removed as well.
	const isBroken = hasSystemImage(declared) && images.every(isDataImage);
	const states = observed.map(({ tags }) => readMarkerState(tags[MARKER_KEY]));
	const isUnfinished = states.some((state) => state === "open" || state === "kept");
	return {
		id: isBroken ? id : toId(declared, imageSet),
		inputs: toReadInputs(declared, observed),
		isSettled: !isUnfinished && worstStatus(images) === "active",
		unread: [],
		more: isBroken ? { status: "deleted" } : undefined,
	};
}

/** As `getImages`, for many resources at once. */
async function readMany(ids: readonly string[], context: Context): Promise<CloudImageResponse[]> {
	const images = await Promise.all(ids.map((id) => cloudImages.read(context.services).read(id, context)));
	// That answer was one: what a second one does not have either is gone.
	const again = async (image: CloudImageResponse) => (image.status === "deleted" ? getImage(image.id, context) : image);
	const observed = await Promise.all(images.map(again));
	return observed.filter((image) => image !== undefined).filter(({ status }) => status !== "deleted");
}

/** They were all shown when traces were looked for. */
async function readTags(id: string, context: Context): Promise<Readonly<Record<string, string>>> {
	const marked = await readerOfTags(context.services).readAll(context);
	return marked?.get(id) ?? getTags(id, context);
}

/** The images of an interrupted create, and how far its job is: no status if the images are all there is to look at. */
async function readPending({ jobId, images: known }: ImageSet, inputs: Inputs, context: Context): Promise<ImageSet> {
	const job = jobId === undefined ? undefined : await getJob(jobId, context);
	const named = await searchImages({ inputs, known, job, by: ["job"] }, context);
	const ids = idsOf(named.images);
	const isEnded = !job || job.status === "SUCCESS";
	if (isEnded) {
		// They are as old as the end of their job, in whatever process it was waited for.
		const endedAt = Date.parse(job?.end_time ?? "") || undefined;
		for (const id of ids) context.services.recentlyCreated.record(id, endedAt);
	}
	const shown = [...known, ...(await getImages(ids, context))];
	const found = shown.length > 0 ? shown : (await searchImages({ inputs, by: ["tag"] }, context)).images;
	const untagged = job && isEnded ? await searchImages({ inputs, known: found, by: ["untagged"] }, context) : undefined;
	return {
		jobId,
		images: oneOfEach([...found, ...(untagged?.images ?? [])], inputs),
		status: isEnded ? undefined : job.status === "FAIL" ? "killed" : "saving",
	};
}
