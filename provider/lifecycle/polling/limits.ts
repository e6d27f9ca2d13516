/** What a request may take. */
export interface Limits {
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	readonly deadline: number;
	/** One of many polls, which can wait; not one that is to show how the work ended. */
	readonly isPoll?: boolean;
}
