import { createOperations } from "../../lifecycle/create-operations";
import type { ResourceLifecycle } from "../../lifecycle/resource-lifecycle";
import { readInputs, readOutputs } from "../../definition/read-back";
import type { RegisteredImageResponse } from "../../services/modelarts/images";
import { registeredImage } from "../registered-image/lifecycle";
import { waitUntilActive } from "../registered-image/wait";
import { keepRunning, stopAgain, tryToStop } from "./borrowed-notebook";
import { type SavedImage, saveOnce, warnOfDuplicates } from "./create";
import { type Inputs, notebookImage, type Outputs, pathOf } from "./definition";

const image = registeredImage<Inputs, Outputs, SavedImage>({
	definition: notebookImage,
	create: saveOnce,
	pathOf,
	toReadInputs: (inputs, observed) => readInputs(notebookImage, inputs, observed),
	toOutputs: (inputs, location, observed) => readOutputs(notebookImage, inputs, location, observed),
});

/** As every registered image; a notebook that was started to be saved is stopped again. */
const lifecycle: ResourceLifecycle<Inputs, Outputs, RegisteredImageResponse, SavedImage> = {
	...image,
	track: (observed, outputs) => ({ observed, stopNotebook: outputs?.stopNotebook }),

	async converge(saved, inputs, _plan, context) {
		await waitUntilActive(saved, inputs, context);
		if (saved.stopNotebook) await stopAgain(inputs, context);
		saved.stopNotebook = false;
	},

	resolveDuplicates: (saved, inputs, _since, context) => warnOfDuplicates(saved, inputs, context),

	async readBack(observed, old, context) {
		const found = await image.readBack(observed, old, context);
		const { stopNotebook } = old.outputs;
		return stopNotebook ? { ...found, isSettled: false, more: { stopNotebook } } : found;
	},

	toPartialOutputs: ({ observed, stopNotebook }, inputs, _plan, location) => ({
		...readOutputs(notebookImage, inputs, location, observed),
		stopNotebook: stopNotebook || undefined,
	}),

	async discard(saved, inputs, context) {
		if (saved.stopNotebook) await tryToStop(inputs, context);
		return image.discard(saved, inputs, context);
	},
};

const forSaved = createOperations(lifecycle);

/** The operations of an image that a notebook is saved as. */
export const operations: typeof forSaved = {
	...forSaved,
	create: (inputs, context) => keepRunning(inputs, context, () => forSaved.create(inputs, context)),
};
