import { type Context, type ResourceOperations, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainNotDeleted } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "../registered-image/delete";
import { type Described, describeSubject, keepOrExplain, removeFailed } from "../registered-image/failure";
import { FailedImageError, waitUntilActive } from "../registered-image/wait";
import { images, get } from "../registered-image/poll";
import { keepRunning, stopAgain, tryToStop } from "./borrowed-notebook";
import { type SavedImage, saveOnce, takeOver, warnOfDuplicates } from "./create";
import { toOutputs, toReadInputs } from "../../definition/read-back";
import { type Inputs, notebookImage, type Outputs, pathOf } from "./definition";

/** The life of an image that a notebook is saved as. */
export const operations: ResourceOperations<Inputs, Outputs> = {
	create: (inputs, context) => keepRunning(inputs, context, () => create(inputs, context)),

	async read(old, context) {
		const observed = await images.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (observed.status === "DELETED") return undefined;

		const inputs = toReadInputs(notebookImage, old.inputs, observed);
		const { unfinished, stopNotebook } = old.outputs;
		const isOpen = observed.status !== "ACTIVE" || stopNotebook;
		const outputs = toOutputs(notebookImage, inputs, locate(old.inputs, context.cloud), observed);
		return { inputs, outputs: isOpen ? { ...outputs, unfinished, stopNotebook } : outputs };
	},

	/** Nothing of an image can be changed: an update goes on with what was interrupted. */
	async update(old, news, context) {
		const image: SavedImage = { observed: await get(old.id, context), stopNotebook: old.outputs.stopNotebook };
		try {
			await finish(image, news, context);
		} catch (error) {
			throw keepOrExplain(error, image, describe(image, news, context), context);
		}

		return toOutputs(notebookImage, news, locate(news, context.cloud), image.observed);
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
	const isNew = !isAdopting(given, context);
	const image = await (isNew ? saveOnce(given, context) : takeOver(given, context));
	const inputs = toOwnInputs(given, image.observed, notebookImage.generate);
	try {
		await finish(image, inputs, context);
	} catch (error) {
		const described = describe(image, inputs, context);
		if (!isNew || !(error instanceof FailedImageError)) throw keepOrExplain(error, image, described, context);
		if (image.stopNotebook) await tryToStop(inputs, context);
		throw await removeFailed(error, image, described, removalOf(image, inputs), context);
	}

	if (isNew) await warnOfDuplicates(image, inputs, context);
	return {
		id: image.observed.id,
		outputs: toOutputs(notebookImage, inputs, locate(inputs, context.cloud), image.observed),
	};
}

/** Waits for the image; a notebook that was started for it is stopped again. */
async function finish(image: SavedImage, inputs: Inputs, context: Context): Promise<void> {
	await waitUntilActive(image, inputs, context);
	if (image.stopNotebook) await stopAgain(inputs, context);
	image.stopNotebook = false;
}

function describe({ observed, stopNotebook }: SavedImage, inputs: Inputs, context: Context): Described {
	return {
		title: `Image ${pathOf(inputs, observed)}`,
		toOutputs: (found) => ({
			...toOutputs(notebookImage, inputs, locate(inputs, context.cloud), found),
			stopNotebook: stopNotebook || undefined,
		}),
	};
}

function removalOf({ observed }: SavedImage, inputs: Inputs): Removal {
	return { path: pathOf(inputs, observed), workspaceId: inputs.workspaceId, purgeOnDelete: inputs.purgeOnDelete };
}
