import { ApiError } from "./errors";

/** Another operation on the object is in progress. */
const busyObject = /^ModelArts\.(6306|6308|6357)$/;

/** A server that is being changed or backed up, an image that is being created or exported. */
const busySource = /^IMG\.(0010|0090|0136|0148)$/;

/** Shown while such an object is waited for, which may take minutes. */
export const BUSY = "busy with another operation";

/** The object or its source is busy: the request had no effect, and the same one works once that is over. */
export function isBusy(error: unknown): boolean {
	return (
		error instanceof ApiError && error.status === 400 && (busyObject.test(error.code) || busySource.test(error.code))
	);
}
