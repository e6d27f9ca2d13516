import { isImageGone, type RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { writeDuration } from "../recovery/unfinished";
import { waitFor } from "../waiting/wait";

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

/** Looks at an image; one that is gone is `DELETED`. */
export async function look(id: string, context: Context): Promise<RegisteredImage> {
	try {
		return await context.cloud.modelartsImages.showImage(id, context);
	} catch (error) {
		if (isImageGone(error)) return { id, status: "DELETED" };
		throw error;
	}
}

/** Waits until an image can be used. A status that is not known means: wait. */
export async function waitUntilActive(tracked: Tracked, context: Context): Promise<void> {
	await waitAndShow(tracked, context, ({ status }) => {
		if (status === "DELETED") throw new GoneImageError();
		if (status === "CREATE_FAILED" || status === "ERROR") throw new FailedImageError(tracked.seen);
		return status === "ACTIVE";
	});
}

/** Waits until an image is gone. */
export async function waitUntilGone(tracked: Tracked, context: Context): Promise<void> {
	await waitAndShow(tracked, context, ({ status }) => status === "DELETED");
}

async function waitAndShow(tracked: Tracked, context: Context, isDone: (seen: RegisteredImage) => boolean) {
	const start = Date.now();
	let shown: string | undefined;

	function settled(seen: RegisteredImage): boolean {
		tracked.seen = seen;
		if (isDone(seen)) return true;
		if (seen.status !== shown)
			context.report(`${seen.status ?? "no status yet"} (${writeDuration(Date.now() - start)})`);
		shown = seen.status;
		return false;
	}

	await waitFor({ ...context, first: tracked.seen, look: () => look(tracked.seen.id, context), settled });
}
