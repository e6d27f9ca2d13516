import { showValue } from "../checking/complaints";
import { findReplacingDifferences, listReplacing } from "./changes";
import type { CloudImageAnswer } from "../cloud/ims-images";
import type { Context } from "../lifecycle";
import { type Creation, createOnce } from "../recovery/create-once";
import { findMarkedImages, lookAtImages, orderImages } from "./images";
import type { Intent } from "../recovery/intent-log";
import { lookAtJob } from "./jobs";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { toCreateBody } from "./wire";

/** After a lost answer: how often we look for what it may have made, one poll interval apart. */
const LOOKS = 3;

/** Starts the job that makes the images, exactly once; an answer that is lost is followed by a look for our mark. */
export function startJob(inputs: Inputs, context: Context): Promise<Making> {
	const creation: Creation<Making> = {
		kind: "CloudImage",
		replacing: listReplacing(inputs),
		send: async () => {
			const jobId = await context.cloud.imsImages.createImage(toCreateBody(inputs), context);
			return { jobId, images: [], isFresh: true };
		},
		name: ({ jobId, images }) => ({ jobId, id: images[0]?.id }),
		listIds: ({ images }) => images.map(({ id }) => id),
		conflict: "IMG.0009",
		recall: (intent) => recallJob(intent, inputs, context),
		// Names are not unique: only the mark tells whether another machine has begun.
		looksFirst: true,
		find: (hasSent) => findStarted(inputs, hasSent ? LOOKS : 1, context),
		// The mark holds the identity and all inputs that replace, and is open only until the create is finished.
		refuse: () => undefined,
		nameFound: ({ images, jobId }) => `the image ${inputs.name} (${listNames(images) || `job ${jobId}`})`,
		explainConflict: () =>
			`An image named ${inputs.name} exists already and was not touched: it does not carry the mark of this resource. ` +
			"Choose another `name`; for a replacement that keeps its name, set the option `deleteBeforeReplace`.",
	};
	return createOnce(creation, context);
}

function listNames(images: readonly CloudImageAnswer[]): string {
	return images.map(({ id }) => id).join(", ");
}

/** The very job that this machine has started. One that failed is no beginning. */
async function recallJob({ jobId, id }: Intent, inputs: Inputs, context: Context): Promise<Making | undefined> {
	const job = jobId === undefined ? undefined : await lookAtJob(jobId, context);
	if (job && job.status !== "FAIL") return { jobId, images: [] };
	if (id === undefined) return undefined;

	const images = (await lookAtImages([id], context)).filter(({ status }) => status !== "killed");
	return images.length > 0 ? { images: orderImages(images, inputs) } : undefined;
}

async function findStarted(inputs: Inputs, most: number, context: Context): Promise<Making | undefined> {
	for (let looks = 1; ; looks++) {
		const images = await findMarkedImages(inputs, ["open"], context);
		if (images.length > 0) return { images: orderImages(images, inputs) };
		if (looks >= most) return undefined;
		await new Promise((resolve) => setTimeout(resolve, context.pollInterval));
	}
}

/** Existing images that the user wants to go on with. */
export async function takeOver(inputs: Inputs, context: Context): Promise<Making> {
	const ids = (inputs.adopt ?? "").split(",").map((id) => id.trim());
	const images = await lookAtImages(ids, context);
	const { region, projectId } = context.cloud;
	if (images.length < ids.length) {
		throw new Error(`There is no image ${inputs.adopt} to adopt in region ${region}, project ${projectId}.`);
	}

	const ordered = orderImages(images, inputs);
	const origin = ordered[0]?.__data_origin;
	const there = readOrigin(inputs, origin);
	const differences = findReplacingDifferences(there, inputs).map(
		(name) => `${name} is ${showValue(there[name])} there, ${showValue(inputs[name])} in the program`,
	);
	if (differences.length === 0) return { images: ordered };
	throw new Error(
		`The image ${inputs.adopt} cannot be adopted, as it differs in what cannot be changed: ${differences.join("; ")}. ` +
			"Write into the program what is there.",
	);
}

/** What the service says of an image's source: `instance,<id>`, `volume,<id>`, `file,<bucket>:<object>`. */
function readOrigin(inputs: Inputs, origin: string | undefined): Inputs {
	const [kind, source] = [origin?.slice(0, origin.indexOf(",")), origin?.slice(origin.indexOf(",") + 1)];
	const names: Record<string, "instanceId" | "volumeId" | "imageUrl"> = {
		instance: "instanceId",
		volume: "volumeId",
		file: "imageUrl",
	};
	const name = names[kind ?? ""];
	return name && inputs[name] !== undefined ? { ...inputs, [name]: source } : inputs;
}

/** Two runs at the same time, on two machines, make two images: their names need not differ, but their marks are one. */
export async function warnOfDoubles({ images }: Making, inputs: Inputs, context: Context): Promise<void> {
	const ours = new Set(images.map(({ id }) => id));
	const others = (await findMarkedImages(inputs, ["open"], context)).filter(({ id }) => !ours.has(id));
	if (others.length === 0) return;
	context.warn(
		`Another run is making the image ${inputs.name} as well, or was interrupted: ` +
			`${listNames(others)} carries the mark of this resource. Delete it if nobody needs it.`,
	);
}
