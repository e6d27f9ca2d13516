import { ApiError } from "./errors";

/** Another operation on the object is going on. */
const busyObject = /^ModelArts\.(6306|6308|6357)$/;

/** A server that is worked on or backed up, an image that is being made or exported. */
const busySource = /^IMG\.(0010|0090|0136|0148)$/;

/** What is shown while such an object is waited for: minutes may pass. */
export const BUSY = "busy with another operation";

/** The object, or what it is to be made from, is busy: nothing was done, and the same request works once that is over. */
export function isBusy(error: unknown): boolean {
	return (
		error instanceof ApiError && error.status === 400 && (busyObject.test(error.code) || busySource.test(error.code))
	);
}
