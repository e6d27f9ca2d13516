import { isImageNotFound } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { isDeclared } from "./declared-paths";
import { listRegistered } from "./list";
import { type Tracked, waitUntilDeleted } from "./wait";

/** What is to be removed: where it is in SWR, and whether its content goes as well. */
export interface Removal {
	readonly path: string;
	readonly workspaceId?: string;
	readonly purgeOnDelete?: boolean;
}

/** Removes a registration, with the content in SWR only if nothing else needs that, and waits until it is gone. */
export async function remove(image: Tracked, removal: Removal, context: Context): Promise<void> {
	if (image.observed.status === "DELETED") return;

	const purge = removal.purgeOnDelete === true && (await mayPurge(image.observed.id, removal, context));
	try {
		const { modelartsImages, recentlyCreated } = context.services;
		const { id } = image.observed;
		await recentlyCreated.delete(id, () => modelartsImages.deleteImage(id, { purge }, context), isImageNotFound);
	} catch (error) {
		if (!isImageNotFound(error)) throw error;
	}

	await waitUntilDeleted(image, removal, context);
}

async function mayPurge(id: string, removal: Removal, context: Context): Promise<boolean> {
	const { path } = removal;
	const need = isDeclared(path, context)
		? "the program still declares that path"
		: await findOther(id, removal, context);
	if (need === undefined) return true;
	context.warn(`The content of ${path} in SWR was kept although purgeOnDelete is set: ${need}.`);
	return false;
}

async function findOther(id: string, { path, workspaceId }: Removal, context: Context): Promise<string | undefined> {
	const others = (await listRegistered(path, workspaceId, context)).filter((image) => image.id !== id);
	return others.length > 0 ? `it is also registered as ${others.map((image) => image.id).join(", ")}` : undefined;
}
