import { type Context, type Existing, locate } from "../lifecycle";
import { type SeenImage, toReadInputs } from "./drift";
import { findMarkedImages, lookAtImages, orderImages } from "./images";
import { findJobImages, lookAtJob } from "./jobs";
import { type Making, resume } from "./making";
import type { Inputs, Outputs } from "./properties";
import { listWanted } from "./wanted";
import { hasSystemImage } from "./source";
import { MARK_KEY } from "./tag-rules";
import { isDataImage, toId, toOutputs } from "./wire";

type Old = Existing<Inputs, Outputs>;

/** What is in the cloud of a resource in the state; `undefined` if nothing is. */
export async function readImages(old: Old, context: Context) {
	const making = await resume(old, context);
	const { unfinished } = old.outputs;
	const status = unfinished === "create" ? await readJob(making, old.inputs, context) : undefined;
	if (status === undefined && making.images.length === 0) return undefined;

	// A real id takes the place of the job's as soon as there is one.
	const id = making.images.length > 0 ? toId(old.inputs, making) : old.id;
	const outputs = toOutputs(old.inputs, locate(old.inputs, context.cloud), making);
	if (status !== undefined) return { id, inputs: old.inputs, outputs: { ...outputs, status, unfinished } };

	const tagged: SeenImage[] = await Promise.all(
		making.images.map(async (image) => ({ image, tags: await context.cloud.imsTags.listTags(image.id, context) })),
	);
	// Data images without their system image are no use, but they are there: replaced they are removed as well.
	const isBroken = hasSystemImage(old.inputs) && making.images.every(isDataImage);
	const isOpen = tagged.some(({ tags }) => tags[MARK_KEY]?.endsWith(".open"));
	const inputs = toReadInputs(old.inputs, tagged);
	return {
		id: isBroken ? old.id : id,
		inputs,
		outputs: {
			...outputs,
			// The engine compares the next program with these.
			...inputs,
			...locate(old.inputs, context.cloud),
			status: isBroken ? "deleted" : outputs.status,
			unfinished: isOpen || outputs.status !== "active" ? unfinished : undefined,
		},
	};
}

/** How far the job of an interrupted create is; `undefined` if its images are all there is to look at. */
async function readJob(making: Making, inputs: Inputs, context: Context): Promise<string | undefined> {
	const job = making.jobId === undefined ? undefined : await lookAtJob(making.jobId, context);
	const ids = job ? await findJobImages(job, listWanted(inputs).length, context) : [];
	const known = making.images.map(({ id }) => id);
	const found = ids.length > 0 ? await lookAtImages([...new Set([...known, ...ids])], context) : making.images;
	making.images = orderImages(
		found.length > 0 ? found : await findMarkedImages(inputs, ["open", "done"], context),
		inputs,
	);
	if (!job || job.status === "SUCCESS") return undefined;
	return job.status === "FAIL" ? "killed" : "saving";
}
