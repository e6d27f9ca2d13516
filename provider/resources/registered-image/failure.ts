import type { Context, Properties } from "../../lifecycle/contract";
import { cleanUpFailed } from "../../lifecycle/create-safety/cleanup-failed";
import { explainNotFound, keepPartial } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "./delete";
import { type FailedImageError, ImageNotFoundError, type Tracked } from "./wait";

/** An image as messages name it, and what is written to the state of it. */
export interface Described {
	/** `Image a/b:1`. */
	readonly title: string;
	toOutputs(observed: Tracked["observed"]): Properties;
}

/** The image is being made, and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(error: unknown, { observed }: Tracked, described: Described, context: Context): Error {
	const subject = { ...describeSubject({ observed }, described), outputs: {} };
	if (error instanceof ImageNotFoundError) return explainNotFound(subject);
	const outputs = { ...described.toOutputs(observed), unfinished: "create" };
	return keepPartial(error, { ...subject, outputs }, context.signal);
}

export function describeSubject({ observed }: Tracked, { title }: Pick<Described, "title">) {
	return { id: observed.id, title, status: observed.status ?? "of unknown status" };
}

/** What failed for good is removed again, never with its content. */
export function removeFailed(
	failure: FailedImageError,
	image: Tracked,
	described: Described,
	removal: Removal,
	context: Context,
): Promise<Error> {
	return cleanUpFailed(
		{
			reason: `${described.title} (${image.observed.id}) ${failure.message}.`,
			removed: "The registration was removed again; what is in SWR was not touched.",
			remove: (longer) => remove(image, { ...removal, purgeOnDelete: false }, longer),
			keep: (error) => keepOrExplain(error, { observed: failure.image }, described, context),
		},
		context,
	);
}
