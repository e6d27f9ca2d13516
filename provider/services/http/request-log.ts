/** The parts of a request that may be shown. */
export interface LoggedRequest {
	readonly method: string;
	/** Without query. */
	readonly path: string;
	/** The response's status, or the code of the failure. */
	readonly outcome: number | string;
	readonly milliseconds: number;
	readonly requestId?: string;
	/** The first is 1. */
	readonly attempt: number;
}

/**
 * With `PULUMI_MODELARTS_LOG=debug`, one line per request, to stderr: stdout belongs to the engine.
 *
 * @example
 * ```
 * modelarts GET /v1/0123/demanager/instances/DE-1 200 31ms attempt=1 request=5f0c
 * ```
 */
export function logRequest(request: LoggedRequest): void {
	if (process.env.PULUMI_MODELARTS_LOG !== "debug") return;

	const { method, path, outcome, milliseconds, requestId, attempt } = request;
	const id = requestId === undefined ? "" : ` request=${requestId}`;
	process.stderr.write(
		`modelarts ${method} ${path} ${outcome} ${Math.round(milliseconds)}ms attempt=${attempt}${id}\n`,
	);
}
