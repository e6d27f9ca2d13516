import { type Context, type Life, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainUndeleted } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "../registered-image/delete";
import { type Described, describeSubject, keepOrExplain, removeFailed } from "../registered-image/failure";
import { FailedImageError, waitUntilActive } from "../registered-image/wait";
import { images, look } from "../registered-image/poll";
import { registerOnce, takeOver } from "./create";
import { toReadInputs } from "./read-back";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";
import { toOutputs } from "./wire";

/** The life of a custom image registered in ModelArts. */
export const life: Life<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given);
		const image = { seen: await (isNew ? registerOnce(given, context) : takeOver(given, context)) };
		const inputs = toOwnInputs(given, image.seen, generate);
		try {
			await waitUntilActive(image, inputs, context);
		} catch (error) {
			if (isNew && error instanceof FailedImageError)
				throw await removeFailed(error, image, describe(inputs, context), removalOf(inputs), context);
			throw keepOrExplain(error, image, describe(inputs, context), context);
		}

		return { id: image.seen.id, outputs: toOutputs(inputs, locate(inputs, context.cloud), image.seen) };
	},

	async read(old, context) {
		const seen = await images.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (seen.status === "DELETED") return undefined;

		const inputs = toReadInputs(old.inputs, seen);
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), seen);
		const unfinished = seen.status === "ACTIVE" ? undefined : old.outputs.unfinished;
		return { inputs, outputs: { ...outputs, unfinished } };
	},

	/** Nothing of an image can be changed: an update goes on with what was interrupted. */
	async update(old, news, context) {
		const image = { seen: await look(old.id, context) };
		try {
			await waitUntilActive(image, news, context);
		} catch (error) {
			throw keepOrExplain(error, image, describe(news, context), context);
		}

		return toOutputs(news, locate(news, context.cloud), image.seen);
	},

	async delete(old, context) {
		const image = { seen: await look(old.id, context) };
		try {
			await remove(image, removalOf(old.inputs), context);
		} catch (error) {
			throw explainUndeleted(error, describeSubject(image, describe(old.inputs, context)), context.signal);
		}
	},
};

function describe(inputs: Inputs, context: Context): Described {
	return {
		title: `Image ${inputs.swrPath}`,
		toOutputs: (seen) => ({ ...toOutputs(inputs, locate(inputs, context.cloud), seen) }),
	};
}

function removalOf({ swrPath: path, workspaceId, purgeOnDelete }: Inputs): Removal {
	return { path, workspaceId, purgeOnDelete };
}
