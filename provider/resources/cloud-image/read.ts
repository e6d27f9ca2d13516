import type { CloudImageAnswer } from "../../services/ims/images";
import { type Context, type Existing, locate } from "../../lifecycle/contract";
import { type SeenImage, toReadInputs } from "./read-back";
import { findMarkedImages, lookAtImages, orderImages } from "./match-images";
import { toImportedInputs } from "./import/infer-inputs";
import { findJobImages } from "./jobs";
import { type Making, resume } from "./image-set";
import type { Inputs, Outputs } from "./properties";
import { hasSystemImage } from "./source";
import { MARK_KEY } from "./tag-rules";
import { warnOfTraces } from "./recovery/report-orphans";
import { findUnmarked } from "./recovery/match-untagged";
import { listWanted } from "./desired-images";
import { cloudImages, lookAtJob, readerOfTags } from "./poll";
import { isDataImage, toId, toOutputs } from "./wire";

type Old = Existing<Inputs, Outputs>;

/** What is in the cloud of a resource in the state; `undefined` if nothing is. */
export async function readImages(old: Old, context: Context) {
	const making = await resume(old, context, readMany);
	const { unfinished } = old.outputs;
	making.images = making.images.filter(({ status }) => status !== undefined && status !== "deleted");
	const status = unfinished === "create" ? await readJob(making, old.inputs, context) : undefined;
	if (status !== undefined) return describeProgress(old, making, status, context);
	if (making.images.length === 0) return undefined;
	await warnOfTraces(
		old.inputs,
		making.images.map(({ id }) => id),
		context,
	);
	return describeImages(old, making, context);
}

/** A create that was interrupted goes on: the inputs are what they were. A real id takes the place of the job's. */
function describeProgress({ id, inputs, outputs }: Old, making: Making, status: string, context: Context) {
	const { unfinished } = outputs;
	return {
		id: making.images.length > 0 ? toId(inputs, making) : id,
		inputs,
		outputs: { ...toOutputs(inputs, locate(inputs, context.cloud), making), status, unfinished },
	};
}

async function describeImages({ id, inputs: given, outputs: old }: Old, making: Making, context: Context) {
	const seen: SeenImage[] = await Promise.all(
		making.images.map(async (image) => ({ image, tags: await readTags(image.id, context) })),
	);
	// Without a name nothing was declared: an import.
	const declared = given.name === undefined ? toImportedInputs(given, seen) : given;
	// Data images without their system image are no use, but they are there: replaced they are removed as well.
	const isBroken = hasSystemImage(declared) && making.images.every(isDataImage);
	const isOpen = seen.some(({ tags }) => tags[MARK_KEY]?.endsWith(".open"));
	const inputs = toReadInputs(declared, seen);
	// The engine compares the next program with the outputs: they hold what was read.
	const outputs = toOutputs(inputs, locate(given, context.cloud), making);
	const isUnfinished = isOpen || outputs.status !== "active";
	const { unfinished, unfinishedInputs } = old;
	return {
		id: isBroken ? id : toId(declared, making),
		inputs,
		outputs: {
			...outputs,
			status: isBroken ? "deleted" : outputs.status,
			...(isUnfinished && { unfinished, unfinishedInputs }),
		},
	};
}

/** As `lookAtImages`, for many resources at once. */
async function readMany(ids: readonly string[], context: Context): Promise<CloudImageAnswer[]> {
	const images = await Promise.all(ids.map((id) => cloudImages.read(context.cloud).read(id, context)));
	return images.filter(({ status }) => status !== "deleted");
}

/** They were all shown when traces were looked for. */
async function readTags(id: string, context: Context): Promise<Readonly<Record<string, string>>> {
	const marked = await readerOfTags(context.cloud).readAll(undefined, context.deadline);
	return marked?.get(id) ?? context.cloud.imsTags.listTags(id, context);
}

/** How far the job of an interrupted create is; `undefined` if its images are all there is to look at. */
async function readJob(making: Making, inputs: Inputs, context: Context): Promise<string | undefined> {
	const job = making.jobId === undefined ? undefined : await lookAtJob(making.jobId, context);
	const named = job ? await findJobImages(job, listWanted(inputs).length, context) : [];
	const known = new Set(making.images.map(({ id }) => id));
	const more = await lookAtImages(
		named.filter((id) => !known.has(id)),
		context,
	);
	const found = await orMarked([...making.images, ...more], inputs, context);
	const { ours } = job?.status === "SUCCESS" ? await findUnmarked(inputs, found, context) : { ours: [] };
	making.images = orderImages([...found, ...ours], inputs);
	if (!job || job.status === "SUCCESS") return undefined;
	return job.status === "FAIL" ? "killed" : "saving";
}

async function orMarked(found: CloudImageAnswer[], inputs: Inputs, context: Context): Promise<CloudImageAnswer[]> {
	return found.length > 0 ? found : findMarkedImages(inputs, ["open"], context);
}
