import { type Context, type Life, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainUndeleted } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "../registered-image/delete";
import { type Described, describeSubject, keepOrExplain, removeFailed } from "../registered-image/failure";
import { FailedImageError, waitUntilActive } from "../registered-image/wait";
import { images, look } from "../registered-image/poll";
import { keepRunning, stopAgain, tryToStop } from "./borrowed-notebook";
import { type Making, saveOnce, takeOver, warnOfDoubles } from "./create";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";
import { pathOf, toOutputs, toReadInputs } from "./wire";

/** The life of an image that a notebook is saved as. */
export const life: Life<Inputs, Outputs> = {
	create: (inputs, context) => keepRunning(inputs, context, () => create(inputs, context)),

	async read(old, context) {
		const seen = await images.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (seen.status === "DELETED") return undefined;

		const inputs = toReadInputs(old.inputs, seen);
		const { unfinished, stopNotebook } = old.outputs;
		const isOpen = seen.status !== "ACTIVE" || stopNotebook;
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), seen);
		return { inputs, outputs: isOpen ? { ...outputs, unfinished, stopNotebook } : outputs };
	},

	/** Nothing of an image can be changed: an update goes on with what was interrupted. */
	async update(old, news, context) {
		const making: Making = { seen: await look(old.id, context), stopNotebook: old.outputs.stopNotebook };
		try {
			await finish(making, news, context);
		} catch (error) {
			throw keepOrExplain(error, making, describe(making, news, context), context);
		}

		return toOutputs(news, locate(news, context.cloud), making.seen);
	},

	async delete(old, context) {
		const image = { seen: await look(old.id, context) };
		try {
			await remove(image, removalOf(image, old.inputs), context);
		} catch (error) {
			throw explainUndeleted(error, describeSubject(image, describe(image, old.inputs, context)), context.signal);
		}
	},
};

async function create(given: Inputs, context: Context) {
	const isNew = !isAdopting(given);
	const making = await (isNew ? saveOnce(given, context) : takeOver(given, context));
	const inputs = toOwnInputs(given, making.seen, generate);
	try {
		await finish(making, inputs, context);
	} catch (error) {
		const described = describe(making, inputs, context);
		if (!isNew || !(error instanceof FailedImageError)) throw keepOrExplain(error, making, described, context);
		if (making.stopNotebook) await tryToStop(inputs, context);
		throw await removeFailed(error, making, described, removalOf(making, inputs), context);
	}

	if (isNew) await warnOfDoubles(making, inputs, context);
	return { id: making.seen.id, outputs: toOutputs(inputs, locate(inputs, context.cloud), making.seen) };
}

/** Waits for the image; a notebook that was started for it is stopped again. */
async function finish(making: Making, inputs: Inputs, context: Context): Promise<void> {
	await waitUntilActive(making, inputs, context);
	if (making.stopNotebook) await stopAgain(inputs, context);
	making.stopNotebook = false;
}

function describe({ seen, stopNotebook }: Making, inputs: Inputs, context: Context): Described {
	return {
		title: `Image ${pathOf(inputs, seen)}`,
		toOutputs: (image) => ({
			...toOutputs(inputs, locate(inputs, context.cloud), image),
			stopNotebook: stopNotebook || undefined,
		}),
	};
}

function removalOf({ seen }: Making, inputs: Inputs): Removal {
	return { path: pathOf(inputs, seen), workspaceId: inputs.workspaceId, purgeOnDelete: inputs.purgeOnDelete };
}
