import { ApiError, CloudError } from "../cloud/errors";
import type { Context } from "../lifecycle";

/** A POST whose answer was lost is sent again at most this often, each time after looking what it did. */
const ATTEMPTS = 3;

/** How one object is made. */
export interface Creation<Made> {
	/** The request that makes it. Not idempotent. */
	send(): Promise<Made>;

	/** The service's code for "there is one already". */
	readonly conflict: string;

	/** What exists in its place, ours or somebody else's. */
	find(): Promise<Made | undefined>;

	/** Why what was found may not be taken for our own; `undefined` if it may. */
	refuse(found: Made): string | undefined;

	/** For the warning when it is taken: `the notebook lab (DE-1)`. */
	nameFound(found: Made): string;

	/** What to say when there is one already that is not ours. */
	explainConflict(found: Made | undefined, refusal: string | undefined): string;
}

/**
 * Makes an object, exactly once.
 *
 * An answer that is lost may have had its effect. So nothing is sent a second time before a look at what is there.
 */
export async function createOnce<Made>(creation: Creation<Made>, context: Context): Promise<Made> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await creation.send();
		} catch (error) {
			const exists = error instanceof ApiError && error.code === creation.conflict;
			const isUnclear = error instanceof CloudError && error.effect === "unknown";
			if (!exists && !isUnclear) throw error;

			const found = await creation.find();
			const refusal = found && creation.refuse(found);
			if (found && refusal === undefined) {
				context.warn(`Took over ${creation.nameFound(found)}, which an earlier attempt of this resource made.`);
				return found;
			}

			if (exists) throw new Error(creation.explainConflict(found, refusal));
			if (attempt === ATTEMPTS || context.signal.aborted || Date.now() >= context.deadline) throw error;
		}
	}
}
