/** The wait ended before the object was as wanted; the object itself goes on. */
export class WaitAbortedError extends Error {
	override name = "WaitEndedError";

	constructor(
		/** `interrupted`: by the user or a lost engine; `timed out`: the deadline is over. */
		readonly reason: "interrupted" | "timed out",
		/** Milliseconds that we waited. */
		readonly elapsed: number,
	) {
		super(reason);
	}
}
