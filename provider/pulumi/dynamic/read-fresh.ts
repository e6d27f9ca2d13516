import { isDeepStrictEqual } from "node:util";
import type { Services } from "../../services/services";
import type { Context, Properties } from "../../lifecycle/contract";
import { isInDoubt, readUntil } from "../../lifecycle/stale-reads/read-until-known";

/**
 * Records the age of an object, or of several, from the state: it holds in another process as well. One that was never shown
 * is as old as the end of the run that began to create it, or older.
 */
export function recordAge(ids: readonly string[], outputs: Properties, { recentlyCreated }: Services): void {
	const endedAt = outputs.unfinished === "create" ? outputs.changedAt : undefined;
	const createdAt = parseTime(outputs.createdAt) ?? parseTime(endedAt);
	if (createdAt === undefined) return;
	for (const id of ids) recentlyCreated.record(id, createdAt);
}

/**
 * Until when reads may still show an object as it was before our last write, whose time is in the state. A clock ahead of
 * ours makes no write younger.
 */
export function findStaleUntil(
	{ changedAt }: Properties,
	{ clock, readLag }: Pick<Services, "clock" | "readLag">,
): number {
	return Math.min(parseTime(changedAt) ?? -Infinity, clock.now()) + readLag;
}

/**
 * Reads an object, and re-reads it while the response may be older than the state: old values are not drift. A response
 * may be older while its `updatedAt` is before that of the state and, for a short time after our last write, while it
 * differs from the state in any other way. Re-reading lasts at most `readLag`.
 */
export function readFresh<Read extends { readonly inputs: object; readonly outputs: object }>(
	{ inputs, outputs }: { readonly inputs: object; readonly outputs: object },
	read: () => Promise<Read | undefined>,
	context: Context,
): Promise<Read | undefined> {
	const { clock, readLag } = context.services;
	const known: Properties = { ...outputs };
	const end = clock.now() + readLag;

	function endOf(found: Read | undefined): number {
		if (!found) return 0;
		const actual: Properties = { ...found.outputs };
		if (isOlder(actual, known)) return end;
		const isUnchanged = actual.unfinished === known.unfinished && isSame({ ...found.inputs }, { ...inputs });
		return isUnchanged && !isInDoubt(known) ? 0 : context.staleUntil;
	}
	return readUntil(read, endOf, context);
}

function isSame(found: Properties, declared: Properties): boolean {
	return Object.keys(declared).every((name) => isDeepStrictEqual(found[name], declared[name]));
}

function isOlder(found: Properties, known: Properties): boolean {
	const [foundTime, knownTime] = [parseTime(found.updatedAt), parseTime(known.updatedAt)];
	return foundTime !== undefined && knownTime !== undefined && foundTime < knownTime;
}

function parseTime(time: unknown): number | undefined {
	const milliseconds = typeof time === "string" ? Date.parse(time) : Number.NaN;
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
