import { showValue } from "../checking/complaints";
import { findReplacingDifferences } from "./changes";
import type { Context } from "../lifecycle";
import { type Creation, createOnce } from "../recovery/create-once";
import { findMarkedImages, lookAtImages, orderImages } from "./images";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { toCreateBody } from "./wire";

/** After a lost answer: how often we look for what it may have made, one poll interval apart. */
const LOOKS = 3;

/** Starts the job that makes the images, exactly once; an answer that is lost is followed by a look for our mark. */
export function startJob(inputs: Inputs, context: Context): Promise<Making> {
	const creation: Creation<Making> = {
		send: async () => ({ jobId: await context.cloud.imsImages.createImage(toCreateBody(inputs), context), images: [] }),
		conflict: "IMG.0009",
		find: () => findStarted(inputs, context),
		// The mark holds the identity and all inputs that replace, and is open only until the create is finished.
		refuse: () => undefined,
		nameFound: ({ images }) => `the image ${inputs.name} (${images.map(({ id }) => id).join(", ")})`,
		explainConflict: () =>
			`An image named ${inputs.name} exists already and was not touched: it does not carry the mark of this resource. ` +
			"Choose another `name`; for a replacement that keeps its name, set the option `deleteBeforeReplace`.",
	};
	return createOnce(creation, context);
}

async function findStarted(inputs: Inputs, context: Context): Promise<Making | undefined> {
	for (let looks = 1; ; looks++) {
		const images = await findMarkedImages(inputs, ["open"], context);
		if (images.length > 0) return { images: orderImages(images, inputs) };
		if (looks === LOOKS) return undefined;
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
