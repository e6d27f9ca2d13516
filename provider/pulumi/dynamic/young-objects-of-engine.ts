import { isDeepStrictEqual } from "node:util";
import type { Services } from "../../services/services";
import type { Context, Properties } from "../../lifecycle/contract";
import { isInDoubt, readUntil } from "../../lifecycle/stale-reads/read-until-known";

/** What the state says of an object's age holds in another process as well. */
export function noteAge(id: string, outputs: Properties, { recentlyCreated }: Services): void {
	const createdAt = readTime(outputs.createdAt);
	if (createdAt === undefined) return;
	const ids = Array.isArray(outputs.imageIds) ? (outputs.imageIds as unknown[]) : [];
	for (const name of [...id.split(","), ...ids]) if (typeof name === "string") recentlyCreated.record(name, createdAt);
}

/**
 * Until when reads may still show an object as it was before our last write to it, of which the state says when that was.
 * A clock ahead of ours makes nothing younger.
 */
export function readStaleUntil(
	{ changedAt }: Properties,
	{ clock, readLag }: Pick<Services, "clock" | "readLag">,
): number {
	return Math.min(readTime(changedAt) ?? -Infinity, clock.now()) + readLag;
}

/**
 * Reads an object, and reads it again as long as it may be shown as it was before the state was written: old values are
 * no drift. That is so while its time of change is before that in the state, and, a short while after our last write,
 * while anything else is not as the state says; never longer than reads may lag behind writes.
 */
export function readNew<Read extends { readonly inputs: object; readonly outputs: object }>(
	{ inputs, outputs }: { readonly inputs: object; readonly outputs: object },
	read: () => Promise<Read | undefined>,
	context: Context,
): Promise<Read | undefined> {
	const { clock, readLag } = context.cloud;
	const known: Properties = { ...outputs };
	const end = clock.now() + readLag;

	function endOf(found: Read | undefined): number {
		if (!found) return 0;
		const there: Properties = { ...found.outputs };
		if (isOlder(there, known)) return end;
		const isLeft = there.unfinished === known.unfinished;
		return !isInDoubt(known) && isLeft && isSame({ ...found.inputs }, { ...inputs }) ? 0 : context.staleUntil;
	}
	return readUntil(read, endOf, context);
}

function isSame(found: Properties, declared: Properties): boolean {
	return Object.keys(declared).every((name) => isDeepStrictEqual(found[name], declared[name]));
}

function isOlder(found: Properties, known: Properties): boolean {
	const [there, here] = [readTime(found.updatedAt), readTime(known.updatedAt)];
	return there !== undefined && here !== undefined && there < here;
}

function readTime(time: unknown): number | undefined {
	const milliseconds = typeof time === "string" ? Date.parse(time) : Number.NaN;
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
