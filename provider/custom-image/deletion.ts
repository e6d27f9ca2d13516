import { isImageGone } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { listRegistered } from "./creation";
import { isDeclared } from "./declared-paths";
import type { Inputs } from "./properties";
import { type Tracked, waitUntilGone } from "./steering";

/** Removes a registration, with the content in SWR only if nothing else needs that, and waits until it is gone. */
export async function remove(image: Tracked, inputs: Inputs, context: Context): Promise<void> {
	if (image.seen.status === "DELETED") return;

	const purge = inputs.purgeOnDelete === true && (await mayPurge(image.seen.id, inputs, context));
	try {
		await context.cloud.modelartsImages.deleteImage(image.seen.id, { purge }, context);
	} catch (error) {
		if (!isImageGone(error)) throw error;
	}

	await waitUntilGone(image, inputs, context);
}

async function mayPurge(id: string, inputs: Inputs, context: Context): Promise<boolean> {
	const need = isDeclared(inputs.swrPath)
		? "the program still declares that path"
		: await findOther(id, inputs, context);
	if (need === undefined) return true;
	context.warn(`The content of ${inputs.swrPath} in SWR was kept although purgeOnDelete is set: ${need}.`);
	return false;
}

async function findOther(id: string, inputs: Inputs, context: Context): Promise<string | undefined> {
	const others = (await listRegistered(inputs, context)).filter((image) => image.id !== id);
	return others.length > 0 ? `it is also registered as ${others.map((image) => image.id).join(", ")}` : undefined;
}
