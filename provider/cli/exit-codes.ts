/** What the helper command ends with; the documentation page lists them. */
export const exitCodes = {
	/** Done, and nothing to complain about. */
	fine: 0,
	/** It could not be done, or not all of it. */
	failed: 1,
	/** Options or arguments that make no sense. */
	usage: 2,
	/** `doctor`: something is wrong. */
	unwell: 3,
	/** `orphans`: there are some, and nothing was done about them. */
	orphans: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What was asked for makes no sense as it is; one sentence that says what does. */
export class UsageError extends Error {
	override name = "UsageError";
}
