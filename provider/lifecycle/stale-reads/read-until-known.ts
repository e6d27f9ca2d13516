import { isDeepStrictEqual } from "node:util";
import { growPause } from "../grow-pause";
import type { Context, Existing, HiddenOutputs } from "../contract";
import { isUnfinished } from "../create-safety/pending-object";

/**
 * Looks again while what is seen may be from before our last write.
 *
 * @param endOf until when what is seen may be old, milliseconds since 1970; in the past: it is believed
 */
export async function readUntil<Seen>(
	get: () => Promise<Seen>,
	endOf: (observed: Seen) => number,
	{ services: { clock }, signal, deadline, pollInterval }: Context,
): Promise<Seen> {
	for (let usual = pollInterval; ; usual = growPause(usual)) {
		const observed = await get();
		const left = Math.min(endOf(observed), deadline) - clock.now();
		if (!(left > 0)) return observed;
		await clock.sleep(Math.min(usual, left), signal);
	}
}

/**
 * A look that an update can compare with: as long as reads may lag behind our last write to the object, only one that
 * shows what the state says, and nothing yet of what is to be changed.
 *
 * @param isKnown whether a look is such a one
 */
export function readUntilKnown<Seen>(
	get: () => Promise<Seen>,
	isKnown: (observed: Seen) => boolean,
	context: Context,
): Promise<Seen> {
	function endOf(observed: Seen): number {
		if (isKnown(observed)) return 0;
		if (context.staleUntil > context.services.clock.now())
			context.progress("waiting until the service shows the last change for sure");
		return context.staleUntil;
	}
	return readUntil(get, endOf, context);
}

/** Whether nobody knows what is there: an interrupted update may have changed it. Then no look is like what is known. */
export function isInDoubt({ unfinished }: { readonly unfinished?: unknown }): boolean {
	return unfinished === "update";
}

/** Whether an object is shown in the status that the state has, and its create is complete as far as nobody interrupted it. */
export function isStatusKnown(
	observed: { readonly status?: string; readonly description?: string },
	{ inputs, outputs }: Existing<object, Pick<HiddenOutputs, "unfinished"> & { readonly status?: string }>,
): boolean {
	if (isInDoubt(outputs) || isUnfinished(observed, inputs)) return false;
	return outputs.unfinished !== undefined || observed.status === outputs.status;
}

/**
 * Whether a look shows these inputs as the state says, and nothing yet of what is newly declared.
 *
 * @param read the inputs as a look shows them, given those that it does not show
 */
export function isAsKnown<Inputs extends object>(
	before: Inputs,
	news: Inputs,
	names: readonly (keyof Inputs & string)[],
	read: (inputs: Inputs) => Inputs,
): boolean {
	const [was, is] = [read(before), read(news)];
	return names.every((name) => {
		if (!isDeepStrictEqual(was[name], before[name])) return false;
		const there = listParts(is[name]);
		const known = listParts(before[name]);
		return !listParts(news[name]).some((part) => contains(there, part) && !contains(known, part));
	});
}

/** What of an input may be there without the rest of it: the items of a list, a tag. */
function listParts(value: unknown): readonly unknown[] {
	if (Array.isArray(value)) return value;
	const isMap = value !== null && typeof value === "object";
	return isMap ? Object.entries(value) : value === undefined ? [] : [value];
}

function contains(parts: readonly unknown[], part: unknown): boolean {
	return parts.some((one) => isDeepStrictEqual(one, part));
}
