/** How far the clocks of this machine and of the service may be apart, milliseconds. */
const CLOCKS = 60_000;

/** Whether an object was made after an intent was written; unknown is no. */
export function isSince(createdAt: number | undefined, { startedAt }: { startedAt: string }): boolean {
	return createdAt !== undefined && createdAt >= Date.parse(startedAt) - CLOCKS;
}

/** What is seen of an object that may be what an earlier attempt of this resource made. */
export interface Candidate {
	readonly description: string;
	/** Milliseconds since 1970; unknown where the service does not say. */
	readonly createdAt?: number;
	/** Inputs that cannot be changed in place and differ from the wanted ones. */
	readonly differences: readonly string[];
}

/** Older leftovers are somebody's by now, milliseconds. */
const ADOPTION_AGE = 24 * 60 * 60 * 1000;

/** Why what carries our mark is too old to be a leftover of ours, or `undefined` if it is not. */
export function refuseAge(createdAt: number | undefined, now: number): string | undefined {
	if (createdAt === undefined || Number.isNaN(createdAt)) return "the service does not say when it was made";
	return now - createdAt > ADOPTION_AGE ? "it was made more than 24 hours ago" : undefined;
}

/**
 * Why an object found in the cloud may not be taken for our own, or `undefined` if it may.
 *
 * Taken is only what carries our mark, is young, and is what we would have made.
 */
export function refuseAdoption(candidate: Candidate, marker: string, now: number): string | undefined {
	if (candidate.description !== marker) return "it does not carry the mark of this resource";
	const reason = refuseAge(candidate.createdAt, now);
	if (reason !== undefined) return reason;
	if (candidate.differences.length > 0) return `it differs in ${candidate.differences.join(", ")}`;
	return undefined;
}
