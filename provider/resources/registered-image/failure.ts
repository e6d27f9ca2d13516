import type { Context, Properties } from "../../lifecycle/contract";
import { removeAgain } from "../../lifecycle/create-safety/cleanup-failed";
import { explainLoss, keepUnfinished } from "../../lifecycle/create-safety/partial-failure";
import { remove, type Removal } from "./delete";
import { type FailedImageError, GoneImageError, type Tracked } from "./wait";

/** An image as messages name it, and what is written to the state of it. */
export interface Described {
	/** `Image a/b:1`. */
	readonly title: string;
	toOutputs(seen: Tracked["seen"]): Properties;
}

/** The image is being made, and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(error: unknown, { seen }: Tracked, described: Described, context: Context): Error {
	const subject = { ...describeSubject({ seen }, described), outputs: {} };
	if (error instanceof GoneImageError) return explainLoss(subject);
	const outputs = { ...described.toOutputs(seen), unfinished: "create" };
	return keepUnfinished(error, { ...subject, outputs }, context.signal);
}

export function describeSubject({ seen }: Tracked, { title }: Pick<Described, "title">) {
	return { id: seen.id, title, status: seen.status ?? "of unknown status" };
}

/** What failed for good is removed again, never with its content. */
export function removeFailed(
	failure: FailedImageError,
	image: Tracked,
	described: Described,
	removal: Removal,
	context: Context,
): Promise<Error> {
	return removeAgain(
		{
			reason: `${described.title} (${image.seen.id}) ${failure.message}.`,
			removed: "The registration was removed again; what is in SWR was not touched.",
			remove: (longer) => remove(image, { ...removal, purgeOnDelete: false }, longer),
			keep: (error) => keepOrExplain(error, { seen: failure.image }, described, context),
		},
		context,
	);
}
