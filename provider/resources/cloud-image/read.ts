import type { CloudImageResponse } from "../../services/ims/images";
import { type Context, type Existing, locate } from "../../lifecycle/contract";
import { type SeenImage, toReadInputs } from "./read-back";
import { findMarkedImages, getImages, orderImages } from "./match-images";
import { toImportedInputs } from "./import/infer-inputs";
import { findJobImages } from "./jobs";
import { type ImageSet, resume } from "./image-set";
import type { Inputs, Outputs } from "./definition";
import { hasSystemImage } from "./sources";
import { MARK_KEY } from "./tag-rules";
import { warnOfOrphans } from "./recovery/report-orphans";
import { findUnmarked } from "./recovery/match-untagged";
import { listDesiredImages } from "./desired-images";
import { cloudImages, getJob, readerOfTags } from "./poll";
import { isDataImage, toId, toOutputs } from "./outputs";

type Old = Existing<Inputs, Outputs>;

/** What is in the cloud of a resource in the state; `undefined` if nothing is. */
export async function readImages(old: Old, context: Context) {
	const imageSet = await resume(old, context, readMany);
	const { unfinished } = old.outputs;
	imageSet.images = imageSet.images.filter(({ status }) => status !== undefined && status !== "deleted");
	const status = unfinished === "create" ? await readJob(imageSet, old.inputs, context) : undefined;
	if (status !== undefined) return describeProgress(old, imageSet, status, context);
	if (imageSet.images.length === 0) return undefined;
	await warnOfOrphans(
		old.inputs,
		imageSet.images.map(({ id }) => id),
		context,
	);
	return describeImages(old, imageSet, context);
}

/** A create that was interrupted goes on: the inputs are what they were. A real id takes the place of the job's. */
function describeProgress({ id, inputs, outputs }: Old, imageSet: ImageSet, status: string, context: Context) {
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

/** As `lookAtImages`, for many resources at once. */
async function readMany(ids: readonly string[], context: Context): Promise<CloudImageResponse[]> {
	const images = await Promise.all(ids.map((id) => cloudImages.read(context.cloud).read(id, context)));
	return images.filter(({ status }) => status !== "deleted");
}

/** They were all shown when traces were looked for. */
async function readTags(id: string, context: Context): Promise<Readonly<Record<string, string>>> {
	const marked = await readerOfTags(context.cloud).readAll(undefined, context.deadline);
	return marked?.get(id) ?? context.cloud.imsTags.listTags(id, context);
}

/** How far the job of an interrupted create is; `undefined` if its images are all there is to look at. */
async function readJob(imageSet: ImageSet, inputs: Inputs, context: Context): Promise<string | undefined> {
	const job = imageSet.jobId === undefined ? undefined : await getJob(imageSet.jobId, context);
	const named = job ? await findJobImages(job, listDesiredImages(inputs).length, context) : [];
	const known = new Set(imageSet.images.map(({ id }) => id));
	const more = await getImages(
		named.filter((id) => !known.has(id)),
		context,
	);
	const found = await orMarked([...imageSet.images, ...more], inputs, context);
	const { ours } = job?.status === "SUCCESS" ? await findUnmarked(inputs, found, context) : { ours: [] };
	imageSet.images = orderImages([...found, ...ours], inputs);
	if (!job || job.status === "SUCCESS") return undefined;
	return job.status === "FAIL" ? "killed" : "saving";
}

async function orMarked(found: CloudImageResponse[], inputs: Inputs, context: Context): Promise<CloudImageResponse[]> {
	return found.length > 0 ? found : findMarkedImages(inputs, ["open"], context);
}
