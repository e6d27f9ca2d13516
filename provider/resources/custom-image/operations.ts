import { type Context, type ResourceOperations, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainNotDeleted } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "../registered-image/delete";
import { type Described, describeSubject, keepOrExplain, removeFailed } from "../registered-image/failure";
import { FailedImageError, waitUntilActive } from "../registered-image/wait";
import { images, get } from "../registered-image/poll";
import { registerOnce, takeOver } from "./create";
import { toReadInputs } from "./read-back";
import { toOutputs } from "../../definition/read-back";
import { customImage, type Inputs, type Outputs } from "./definition";

/** The life of a custom image registered in ModelArts. */
export const operations: ResourceOperations<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given, context);
		const image = { observed: await (isNew ? registerOnce(given, context) : takeOver(given, context)) };
		const inputs = toOwnInputs(given, image.observed, customImage.generate);
		try {
			await waitUntilActive(image, inputs, context);
		} catch (error) {
			if (isNew && error instanceof FailedImageError)
				throw await removeFailed(error, image, describe(inputs, context), removalOf(inputs), context);
			throw keepOrExplain(error, image, describe(inputs, context), context);
		}

		return {
			id: image.observed.id,
			outputs: toOutputs(customImage, inputs, locate(inputs, context.cloud), image.observed),
		};
	},

	async read(old, context) {
		const observed = await images.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (observed.status === "DELETED") return undefined;

		const inputs = toReadInputs(old.inputs, observed);
		const outputs = toOutputs(customImage, inputs, locate(old.inputs, context.cloud), observed);
		const unfinished = observed.status === "ACTIVE" ? undefined : old.outputs.unfinished;
		return { inputs, outputs: { ...outputs, unfinished } };
	},

	/** Nothing of an image can be changed: an update goes on with what was interrupted. */
	async update(old, news, context) {
		const image = { observed: await get(old.id, context) };
		try {
			await waitUntilActive(image, news, context);
		} catch (error) {
			throw keepOrExplain(error, image, describe(news, context), context);
		}

		return toOutputs(customImage, news, locate(news, context.cloud), image.observed);
	},

	async delete(old, context) {
		const image = { observed: await get(old.id, context) };
		try {
			await remove(image, removalOf(old.inputs), context);
		} catch (error) {
			throw explainNotDeleted(error, describeSubject(image, describe(old.inputs, context)), context.signal);
		}
	},
};

function describe(inputs: Inputs, context: Context): Described {
	return {
		title: `Image ${inputs.swrPath}`,
		toOutputs: (observed) => ({ ...toOutputs(customImage, inputs, locate(inputs, context.cloud), observed) }),
	};
}

function removalOf({ swrPath: path, workspaceId, purgeOnDelete }: Inputs): Removal {
	return { path, workspaceId, purgeOnDelete };
}
