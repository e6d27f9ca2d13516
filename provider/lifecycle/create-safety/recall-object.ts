import type { Candidate } from "./decide";
import type { Intent } from "./resource-intent";

/** The object that an earlier run on this machine created, whatever its description is by now, if it still exists. */
export async function recallObject<Found extends { readonly status?: string }>(
	{ id }: Intent,
	get: (id: string) => Promise<Found>,
	toCandidate: (found: Found) => Candidate<Found>,
): Promise<Candidate<Found> | undefined> {
	const found = id === undefined ? undefined : await get(id);
	return found && found.status !== "DELETED" ? toCandidate(found) : undefined;
}
