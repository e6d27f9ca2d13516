import type { Context } from "../contract";
import type { Intent } from "./resource-intent";

/** The part of a create's plan that knows them. */
interface Search {
	readonly findOrphans: (intent: Intent) => Promise<readonly string[]>;
}

/** The program was edited before the next run: the pending create has other inputs than the desired ones. */
export async function warnOfOtherInputs(earlier: Intent, plan: Search, context: Context): Promise<void> {
	const { id, jobId, sign } = earlier;
	const job = jobId === undefined ? undefined : `the object of job ${jobId}`;
	const orphan = id ?? job ?? (await describeOrphans(earlier, plan));
	if (orphan !== undefined) {
		context.warn(
			`An interrupted run created ${orphan} for this resource, with other inputs than it has now. ` +
				"It was not resumed: delete it if it still exists and nobody needs it.",
		);
	} else if (sign !== undefined) {
		context.warn(
			"An interrupted run may have begun to create an object for this resource, with other inputs than it has now, which " +
				`the service does not show. Search for ${sign}, later as well, and delete the object if nobody needs it.`,
		);
	}
}

/** The pending object is not found by its present name, or only a part of it exists. */
export async function warnOfUnresumed(intent: Intent, plan: Search, context: Context): Promise<void> {
	if (intent.id !== undefined || intent.jobId !== undefined) return;
	const orphan = await describeOrphans(intent, plan);
	if (orphan === undefined) return;
	context.warn(
		`An interrupted run created ${orphan} for this resource, and this run cannot resume it: delete it if nobody needs it.`,
	);
}

async function describeOrphans(intent: Intent, { findOrphans }: Search): Promise<string | undefined> {
	const names = await findOrphans(intent);
	return names.length > 0 ? names.join(", ") : undefined;
}
