import type { Cloud } from "../cloud/cloud";
import type { Context, Properties } from "../lifecycle";

/** How much longer each pause is than the one before: the first is a poll interval. */
const GROWTH = 1.5;

/** What the state says of an object's age holds in another process as well. */
export function noteAge(id: string, outputs: Properties, { young }: Cloud): void {
	const createdAt = readTime(outputs.createdAt);
	if (createdAt === undefined) return;
	const ids = Array.isArray(outputs.imageIds) ? (outputs.imageIds as unknown[]) : [];
	for (const name of [...id.split(","), ...ids]) if (typeof name === "string") young.note(name, createdAt);
}

/**
 * Reads an object, and reads it again as long as it is shown as it was before the state was written: old values are no
 * drift. That is so only if its time of change says so, and no longer than reads may lag behind writes.
 */
export async function readNew<Read extends { readonly outputs: object }>(
	old: Properties,
	read: () => Promise<Read | undefined>,
	{ cloud: { clock, readLag }, signal, deadline, pollInterval }: Context,
): Promise<Read | undefined> {
	const end = Math.min(clock.now() + readLag, deadline);
	for (let usual = pollInterval; ; usual *= GROWTH) {
		const found = await read();
		const left = end - clock.now();
		if (!found || left <= 0 || !isOlder({ ...found.outputs }, old)) return found;
		await clock.pause(Math.min(usual, left), signal);
	}
}

function isOlder(found: Properties, known: Properties): boolean {
	const [there, here] = [readTime(found.updatedAt), readTime(known.updatedAt)];
	return there !== undefined && here !== undefined && there < here;
}

function readTime(time: unknown): number | undefined {
	const milliseconds = typeof time === "string" ? Date.parse(time) : Number.NaN;
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
