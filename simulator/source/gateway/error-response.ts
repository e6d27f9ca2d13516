/** A request that is turned down: thrown by whoever notices, answered by the gateway. */
export class ErrorResponse extends Error {
	override readonly name = "ErrorResponse";

	constructor(
		readonly status: number,
		readonly body: Readonly<Record<string, unknown>>,
		readonly headers: Readonly<Record<string, string>> = {},
	) {
		super(JSON.stringify(body));
	}
}
