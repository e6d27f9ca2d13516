/** An error response: any check throws it, the gateway sends it. */
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
