/** How far the clocks of this machine and of the service may be apart, milliseconds. */
const CLOCKS = 60_000;

/** Whether an object was made after an intent was written; unknown is no. */
export function isSince(createdAt: number | undefined, { startedAt }: { startedAt: string }): boolean {
	return createdAt !== undefined && createdAt >= Date.parse(startedAt) - CLOCKS;
}

/** Milliseconds: an older pending object is not claimed, as it is somebody else's by now. */
const MAX_CLAIM_AGE = 24 * 60 * 60 * 1000;

/** Why an object with our marker is too old to be a pending object of ours, or `undefined` if it is not. */
export function refuseAge(createdAt: number | undefined, now: number): string | undefined {
	if (createdAt === undefined || Number.isNaN(createdAt)) return "the service does not say when it was made";
	return now - createdAt > MAX_CLAIM_AGE ? "it was made more than 24 hours ago" : undefined;
}
