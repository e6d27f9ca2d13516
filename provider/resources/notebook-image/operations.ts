import { type Context, type ResourceOperations, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainNotDeleted } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "../registered-image/delete";
import { type Described, describeSubject, keepOrExplain, removeFailed } from "../registered-image/failure";
import { FailedImageError, waitUntilActive } from "../registered-image/wait";
import { images, get } from "../registered-image/poll";
import { keepRunning, stopAgain, tryToStop } from "./borrowed-notebook";
import { type ImageSet, saveOnce, takeOver, warnOfDuplicates } from "./create";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";
import { pathOf, toOutputs, toReadInputs } from "./wire";

/** The life of an image that a notebook is saved as. */
export const operations: ResourceOperations<Inputs, Outputs> = {
	create: (inputs, context) => keepRunning(inputs, context, () => create(inputs, context)),

	async read(old, context) {
		const observed = await images.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (observed.status === "DELETED") return undefined;

		const inputs = toReadInputs(old.inputs, observed);
		const { unfinished, stopNotebook } = old.outputs;
		const isOpen = observed.status !== "ACTIVE" || stopNotebook;
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), observed);
		return { inputs, outputs: isOpen ? { ...outputs, unfinished, stopNotebook } : outputs };
	},

	/** Nothing of an image can be changed: an update goes on with what was interrupted. */
	async update(old, news, context) {
		const imageSet: ImageSet = { observed: await get(old.id, context), stopNotebook: old.outputs.stopNotebook };
		try {
			await finish(imageSet, news, context);
		} catch (error) {
			throw keepOrExplain(error, imageSet, describe(imageSet, news, context), context);
		}

		return toOutputs(news, locate(news, context.cloud), imageSet.observed);
	},

	async delete(old, context) {
		const image = { observed: await get(old.id, context) };
		try {
			await remove(image, removalOf(image, old.inputs), context);
		} catch (error) {
			throw explainNotDeleted(error, describeSubject(image, describe(image, old.inputs, context)), context.signal);
		}
	},
};

async function create(given: Inputs, context: Context) {
	const isNew = !isAdopting(given);
	const imageSet = await (isNew ? saveOnce(given, context) : takeOver(given, context));
	const inputs = toOwnInputs(given, imageSet.observed, generate);
	try {
		await finish(imageSet, inputs, context);
	} catch (error) {
		const described = describe(imageSet, inputs, context);
		if (!isNew || !(error instanceof FailedImageError)) throw keepOrExplain(error, imageSet, described, context);
		if (imageSet.stopNotebook) await tryToStop(inputs, context);
		throw await removeFailed(error, imageSet, described, removalOf(imageSet, inputs), context);
	}

	if (isNew) await warnOfDuplicates(imageSet, inputs, context);
	return { id: imageSet.observed.id, outputs: toOutputs(inputs, locate(inputs, context.cloud), imageSet.observed) };
}

/** Waits for the image; a notebook that was started for it is stopped again. */
async function finish(imageSet: ImageSet, inputs: Inputs, context: Context): Promise<void> {
	await waitUntilActive(imageSet, inputs, context);
	if (imageSet.stopNotebook) await stopAgain(inputs, context);
	imageSet.stopNotebook = false;
}

function describe({ observed, stopNotebook }: ImageSet, inputs: Inputs, context: Context): Described {
	return {
		title: `Image ${pathOf(inputs, observed)}`,
		toOutputs: (image) => ({
			...toOutputs(inputs, locate(inputs, context.cloud), image),
			stopNotebook: stopNotebook || undefined,
		}),
	};
}

function removalOf({ observed }: ImageSet, inputs: Inputs): Removal {
	return { path: pathOf(inputs, observed), workspaceId: inputs.workspaceId, purgeOnDelete: inputs.purgeOnDelete };
}
