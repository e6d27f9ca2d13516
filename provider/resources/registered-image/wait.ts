import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { ObjectFailedError, ObjectNotFoundError } from "../../lifecycle/object-errors";
import { writeDuration } from "../../lifecycle/write-duration";
import { changingImage, makingImage, type PollingProfile } from "../../lifecycle/polling/profiles";
import type { Tracked as TrackedObject } from "../../lifecycle/tracked";
import { images } from "./poll";

/** Where an image is looked for. */
type Place = { readonly workspaceId?: string };

/** A registered image during an operation. */
export type Tracked = TrackedObject<RegisteredImageResponse>;

/** The image cannot become usable. */
function fail({ status, status_message: reason }: RegisteredImageResponse): ObjectFailedError {
	return new ObjectFailedError(`ended as ${status}: ${reason || "the service gives no reason"}`);
}

/** Waits until an image can be used. A status that is not known means: wait. */
export async function waitUntilActive(tracked: Tracked, place: Place, context: Context): Promise<void> {
	// What is registered is there at once; a notebook that is saved has to be written first.
	const profile = tracked.observed.origin === "IMAGE_SAVE" ? makingImage : changingImage;
	await waitAndShow(tracked, profile, place, context, ({ status }) => {
		if (status === "DELETED") throw new ObjectNotFoundError();
		if (status === "CREATE_FAILED" || status === "ERROR") throw fail(tracked.observed);
		return status === "ACTIVE";
	});
}

/** Waits until an image is gone. */
export async function waitUntilDeleted(tracked: Tracked, place: Place, context: Context): Promise<void> {
	await waitAndShow(tracked, changingImage, place, context, ({ status }) => status === "DELETED");
}

async function waitAndShow(
	tracked: Tracked,
	profile: PollingProfile,
	{ workspaceId }: Place,
	context: Context,
	hasArrived: (observed: RegisteredImageResponse) => boolean,
) {
	const { clock } = context.services;
	const start = clock.now();
	let shown: string | undefined;

	function isDone(observed: RegisteredImageResponse): boolean {
		tracked.observed = observed;
		if (hasArrived(observed)) return true;
		if (observed.status !== shown)
			context.progress(`${observed.status ?? "no status yet"} (${writeDuration(clock.now() - start)})`);
		shown = observed.status;
		return false;
	}

	const wait = { ...context, first: tracked.observed, profile, isDone };
	await images.watch(context.services, workspaceId).wait(tracked.observed.id, wait, undefined);
}
