import type { CloudImageResponse } from "../../services/ims/images";
import { type Context, type Existing, locate } from "../../lifecycle/contract";
import type { Inputs, Outputs } from "./definition";
import { idsOf, type ImageSet, isDataImage, orderImages, toId, toImageSet } from "./image-set";
import { toImportedInputs } from "./import/infer-inputs";
import { cloudImages, getImages, getJob, readerOfTags } from "./poll";
import { type SeenImage, toOutputs, toReadInputs } from "./read-back";
import { warnOfOrphans } from "./recovery/report-orphans";
import { searchImages } from "./recovery/search";
import { MARK_KEY } from "./rules";
import { hasSystemImage } from "./sources";

type Old = Existing<Inputs, Outputs>;

/** The images of a resource in the state, those that are gone as `deleted`. One that was interrupted names a job. */
export async function resume(old: Old, context: Context, get: typeof readMany = getImages): Promise<ImageSet> {
	const { jobId, images } = toImageSet(old);
	const observed = await get(idsOf(images), context);
	// What a job names may not be shown yet.
	const status = old.outputs.unfinished === "create" ? undefined : "deleted";
	return { jobId, images: images.map((one) => observed.find(({ id }) => id === one.id) ?? { ...one, status }) };
}

/** What is in the cloud of a resource in the state; `undefined` if nothing is. */
export async function readImages(old: Old, context: Context) {
	const { jobId, images } = await resume(old, context, readMany);
	const there = { jobId, images: images.filter(({ status }) => status !== undefined && status !== "deleted") };
	const isPending = old.outputs.unfinished === "create";
	const { imageSet, status } = isPending ? await readPending(there, old.inputs, context) : { imageSet: there };
	if (status !== undefined) return describePending(old, imageSet, status, context);
	if (imageSet.images.length === 0) return undefined;
	await warnOfOrphans(imageSet, old.inputs, context);
	return describeImages(old, imageSet, context);
}

/** A create that was interrupted goes on: the inputs are what they were. A real id takes the place of the job's. */
function describePending({ id, inputs, outputs }: Old, imageSet: ImageSet, status: string, context: Context) {
	const { unfinished } = outputs;
	return {
		id: imageSet.images.length > 0 ? toId(inputs, imageSet) : id,
		inputs,
		outputs: { ...toOutputs(inputs, locate(inputs, context.cloud), imageSet), status, unfinished },
	};
}

async function describeImages({ id, inputs: given, outputs: old }: Old, imageSet: ImageSet, context: Context) {
	const observed: SeenImage[] = await Promise.all(
		imageSet.images.map(async (image) => ({ image, tags: await readTags(image.id, context) })),
	);
	// Without a name nothing was declared: an import.
	const declared = given.name === undefined ? toImportedInputs(given, observed) : given;
	// Data images without their system image are no use, but they are there: replaced they are removed as well.
	const isBroken = hasSystemImage(declared) && imageSet.images.every(isDataImage);
	const isOpen = observed.some(({ tags }) => tags[MARK_KEY]?.endsWith(".open"));
	const inputs = toReadInputs(declared, observed);
	// The engine compares the next program with the outputs: they hold what was read.
	const outputs = toOutputs(inputs, locate(given, context.cloud), imageSet);
	const isUnfinished = isOpen || outputs.status !== "active";
	const { unfinished, unfinishedInputs } = old;
	return {
		id: isBroken ? id : toId(declared, imageSet),
		inputs,
		outputs: {
			...outputs,
			status: isBroken ? "deleted" : outputs.status,
			...(isUnfinished && { unfinished, unfinishedInputs }),
		},
	};
}

/** As `getImages`, for many resources at once. */
async function readMany(ids: readonly string[], context: Context): Promise<CloudImageResponse[]> {
	const images = await Promise.all(ids.map((id) => cloudImages.read(context.cloud).read(id, context)));
	return images.filter(({ status }) => status !== "deleted");
}

/** They were all shown when traces were looked for. */
async function readTags(id: string, context: Context): Promise<Readonly<Record<string, string>>> {
	const marked = await readerOfTags(context.cloud).readAll(undefined, context.deadline);
	return marked?.get(id) ?? context.cloud.imsTags.listTags(id, context);
}

/** The images of an interrupted create, and how far its job is: `undefined` if the images are all there is to look at. */
async function readPending(
	{ jobId, images: known }: ImageSet,
	inputs: Inputs,
	context: Context,
): Promise<{ imageSet: ImageSet; status?: string }> {
	const job = jobId === undefined ? undefined : await getJob(jobId, context);
	const named = await searchImages({ inputs, known, job, by: ["job"] }, context);
	const shown = [...known, ...(await getImages(idsOf(named.images), context))];
	const found = shown.length > 0 ? shown : (await searchImages({ inputs, by: ["tag"] }, context)).images;
	const isEnded = !job || job.status === "SUCCESS";
	const untagged = job && isEnded ? await searchImages({ inputs, known: found, by: ["untagged"] }, context) : undefined;
	const imageSet = { jobId, images: orderImages([...found, ...(untagged?.images ?? [])], inputs) };
	return { imageSet, status: isEnded ? undefined : job.status === "FAIL" ? "killed" : "saving" };
}
