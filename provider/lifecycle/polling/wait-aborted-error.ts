/** The wait ended before the object was as desired; the work on the object goes on. */
export class WaitAbortedError extends Error {
	override name = "WaitAbortedError";

	constructor(
		/** `interrupted`: by the user or a lost engine; `timed out`: the deadline is over. */
		readonly reason: "interrupted" | "timed out",
		/** How long the wait took, milliseconds. */
		readonly elapsed: number,
	) {
		super(reason);
	}
}
