import type { RegisteredImage } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { writeDuration } from "../../lifecycle/create-safety/partial-failure";
import { changingImage, makingImage, type Rhythm } from "../../lifecycle/polling/profiles";
import { images } from "./poll";

/** Where an image is looked for. */
type Place = { readonly workspaceId?: string };

/** A registered image while we work on it: always as it was last seen. */
export interface Tracked {
	seen: RegisteredImage;
}

/** The image cannot become usable. */
export class FailedImageError extends Error {
	override name = "FailedImageError";

	constructor(readonly image: RegisteredImage) {
		super(`ended as ${image.status}: ${image.status_message || "the service gives no reason"}`);
	}
}

/** The image is not there any more, although nobody asked us to delete it. */
export class GoneImageError extends Error {
	override name = "GoneImageError";
}

/** Waits until an image can be used. A status that is not known means: wait. */
export async function waitUntilActive(tracked: Tracked, place: Place, context: Context): Promise<void> {
	// What is registered is there at once; a notebook that is saved has to be written first.
	const rhythm = tracked.seen.origin === "IMAGE_SAVE" ? makingImage : changingImage;
	await waitAndShow(tracked, rhythm, place, context, ({ status }) => {
		if (status === "DELETED") throw new GoneImageError();
		if (status === "CREATE_FAILED" || status === "ERROR") throw new FailedImageError(tracked.seen);
		return status === "ACTIVE";
	});
}

/** Waits until an image is gone. */
export async function waitUntilGone(tracked: Tracked, place: Place, context: Context): Promise<void> {
	await waitAndShow(tracked, changingImage, place, context, ({ status }) => status === "DELETED");
}

async function waitAndShow(
	tracked: Tracked,
	rhythm: Rhythm,
	{ workspaceId }: Place,
	context: Context,
	isDone: (seen: RegisteredImage) => boolean,
) {
	const { clock } = context.cloud;
	const start = clock.now();
	let shown: string | undefined;

	function settled(seen: RegisteredImage): boolean {
		tracked.seen = seen;
		if (isDone(seen)) return true;
		if (seen.status !== shown)
			context.report(`${seen.status ?? "no status yet"} (${writeDuration(clock.now() - start)})`);
		shown = seen.status;
		return false;
	}

	const wait = { ...context, first: tracked.seen, rhythm, settled };
	await images.watch(context.cloud, workspaceId).wait(tracked.seen.id, wait, undefined);
}
