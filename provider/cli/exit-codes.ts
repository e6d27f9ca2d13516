/** Exit codes of the command; the documentation page lists them. */
export const exitCodes = {
	/** Success. */
	ok: 0,
	/** Failed, wholly or in part. */
	failed: 1,
	/** Invalid options or arguments. */
	usage: 2,
	/** `doctor`: a check failed. */
	unhealthy: 3,
	/** `orphans`: orphans were found and are still there. */
	orphans: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Invalid options or arguments; the message says which ones are valid. */
export class UsageError extends Error {
	override name = "UsageError";
}
