import type { Backoff } from "../rate-limit/backoff";
import type { Clock } from "../clock";
import type { Attempted } from "./errors";
import type { Redactor } from "./redact";
import { describeFailure, type Target } from "./network-failure";
import { findProxy } from "./proxy";
import { logRequest } from "./request-log";
import { type HttpResponse, type HttpRequest, type Send, TransportError } from "./transport";

/** What all clients of an account have in common. */
export interface ClientContext {
	readonly send: Send;
	readonly redactor: Redactor;
	readonly clock: Clock;
	readonly backoff?: Backoff;
	/** How long reads may lag behind writes, in milliseconds. */
	readonly readLag: number;
	/** Addresses that have sent a response of the service, not of some other server. */
	readonly knownOrigins: Set<string>;
}

/** Sends one request, logs it, and gives its response; throws a `NetworkError` if there is none. */
export async function sendOnce(
	httpRequest: HttpRequest,
	{ send, redactor, knownOrigins }: ClientContext,
	about: Pick<Target, "service" | "isExplicit"> & { readonly attempted: Attempted; readonly attempt: number },
): Promise<HttpResponse> {
	const { origin, pathname } = new URL(httpRequest.url);
	const started = performance.now();
	const log = (outcome: number | string, requestId?: string) => {
		const milliseconds = performance.now() - started;
		logRequest({
			method: httpRequest.method,
			path: pathname,
			outcome,
			milliseconds,
			requestId,
			attempt: about.attempt,
		});
	};
	try {
		const response = await send(httpRequest);
		log(response.status, findRequestId(response, redactor));
		return response;
	} catch (error) {
		if (!(error instanceof TransportError)) throw error;
		log(error.failure.code);
		const { service, isExplicit } = about;
		const target = { service, origin, proxy: findProxy(origin)?.host, isKnown: knownOrigins.has(origin), isExplicit };
		throw describeFailure(error.failure, about.attempted, target);
	}
}

/** The request id, for support; IAM has a header of its own for it. */
export function findRequestId({ headers }: HttpResponse, redactor: Redactor): string | undefined {
	const id = headers["x-request-id"] ?? headers["x-iam-trace-id"];
	return id && redactor.redact(id);
}
