import { type Context, type Life, locate } from "../lifecycle";
import { isAdopting } from "../recovery/adopted";
import { explainLoss, explainUndeleted, keepUnfinished } from "../recovery/unfinished";
import { registerOnce, takeOver } from "./creation";
import { remove } from "./deletion";
import { toReadInputs } from "./drift";
import type { Inputs, Outputs } from "./properties";
import { FailedImageError, GoneImageError, type Tracked, waitUntilActive } from "./steering";
import { look, readImages } from "./watching";
import { toOutputs } from "./wire";

/** The life of a custom image registered in ModelArts. */
export const life: Life<Inputs, Outputs> = {
	async create(inputs, context) {
		const isNew = !isAdopting(inputs);
		const image = { seen: await (isNew ? registerOnce(inputs, context) : takeOver(inputs, context)) };
		try {
			await waitUntilActive(image, inputs, context);
		} catch (error) {
			if (isNew && error instanceof FailedImageError) throw await removeFailed(error, image, inputs, context);
			throw keepOrExplain(error, image, inputs, context);
		}

		return { id: image.seen.id, outputs: toOutputs(inputs, locate(inputs, context.cloud), image.seen) };
	},

	async read(old, context) {
		const seen = await readImages(old.inputs.workspaceId, context).read(old.id, context);
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
			throw keepOrExplain(error, image, news, context);
		}

		return toOutputs(news, locate(news, context.cloud), image.seen);
	},

	async delete(old, context) {
		const image = { seen: await look(old.id, context) };
		try {
			await remove(image, old.inputs, context);
		} catch (error) {
			throw explainUndeleted(error, describeSubject(image, old.inputs), context.signal);
		}
	},
};

function describeSubject({ seen }: Tracked, { swrPath }: Inputs) {
	return { id: seen.id, title: `Image ${swrPath}`, status: seen.status ?? "of unknown status" };
}

function keepOrExplain(error: unknown, image: Tracked, inputs: Inputs, context: Context): Error {
	const subject = describeSubject(image, inputs);
	if (error instanceof GoneImageError) return explainLoss(subject);
	const outputs = { ...toOutputs(inputs, locate(inputs, context.cloud), image.seen), unfinished: "create" };
	return keepUnfinished(error, { ...subject, outputs }, context.signal);
}

/** What failed for good is removed again, never with its content. */
async function removeFailed(
	failure: FailedImageError,
	image: Tracked,
	inputs: Inputs,
	context: Context,
): Promise<Error> {
	const { title, id } = describeSubject(image, inputs);
	const reason = `${title} (${id}) ${failure.message}.`;
	try {
		await remove(image, { ...inputs, purgeOnDelete: false }, context);
		return new Error(`${reason} The registration was removed again; what is in SWR was not touched.`);
	} catch (error) {
		const kept = keepOrExplain(error, { seen: failure.image }, inputs, context);
		kept.message = `${reason} Removing it failed as well: ${kept.message}`;
		return kept;
	}
}
