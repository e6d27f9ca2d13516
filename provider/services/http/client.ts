import type { Authentication } from "../auth/authentication";
import type { Credentials } from "../auth/credentials";
import { type ServiceName, serviceTitles } from "../config/endpoints";
import { computeDelay } from "../rate-limit/backoff";
import type { RateLimiter } from "../rate-limit/rate-limiter";
import { readErrorResponse } from "./error-response";
import { ApiError, type Attempted, ResponseError, ServiceError } from "./errors";
import type { OperationRequest, RequestOptions } from "./operation";
import { ShortListError } from "./paging";
import { raceAbort } from "./race-abort";
import { readResponse } from "./response";
import { withRetry } from "./retry";
import { type ClientContext, findRequestId, sendOnce } from "./send-once";
import type { HttpRequest, HttpResponse } from "./transport";
import { encodeQuery } from "./url";

export interface ClientOptions {
	readonly service: ServiceName;
	/** Without a slash at its end. */
	readonly endpoint: string;
	readonly region: string;
	readonly authentication: Authentication;
	/** For messages: their kind, and where they are from. */
	readonly credentials: Pick<Credentials, "kind" | "source" | "isInState">;
	/** The configuration comes with an explicit provider. */
	readonly isExplicit?: boolean;
	readonly rateLimiter: RateLimiter;
}

/** One service, in one region, for one project. */
export interface Client {
	/** Sends the request, retries it where it may be retried, and gives the result or throws a {@link ServiceError}. */
	request<T>(request: OperationRequest<T>, options?: RequestOptions): Promise<T>;

	/** Reads a list, and reads it again if it is shorter than announced, for as long as reads may lag behind writes. */
	readList<T>(read: () => Promise<T>, options?: RequestOptions): Promise<T>;
}

/** How long a request is retried if the caller sets no deadline, in milliseconds. */
const DEFAULT_TIMEOUT = 120_000;

export function createClient(options: ClientOptions, context: ClientContext): Client {
	const { service, endpoint, region, authentication, credentials, rateLimiter, isExplicit } = options;
	const { clock, redactor, knownOrigins } = context;
	const title = serviceTitles[service];
	const { origin, host, pathname } = new URL(endpoint);

	async function request<T>(request: OperationRequest<T>, options: RequestOptions = {}) {
		const { signal, deadline = clock.now() + DEFAULT_TIMEOUT, isPoll, progress } = options;
		const attempted = describeAttempt(request);
		// Once, for the signature covers the very text that is sent.
		const body = request.body === undefined ? "" : JSON.stringify(request.body);

		signal?.throwIfAborted();
		// Retried by itself where needed, not once more with each attempt in here.
		await raceAbort(authentication.prepare({ deadline }), signal);

		let emptyResponses = 0;
		const attempt = async (count: number): Promise<T> => {
			signal?.throwIfAborted();
			if (!(await rateLimiter.acquire({ signal, deadline, isPoll }))) throw createPauseTooLongError(attempted);
			const sentAt = clock.now();
			const response = await send(request, body, { attempted, attempt: count, service: title, isExplicit }, signal);
			if (isEmptySuccess(response) && ++emptyResponses === 1) {
				throw createResponseError(attempted, response, "an empty response");
			}
			return readResult(request, attempted, response, sentAt);
		};
		return withRetry(attempt, { kind: request.kind, clock, deadline, signal, progress, backoff: context.backoff });
	}

	/** One attempt; one more, with a new token or the right date, if the old one was rejected. */
	async function send<T>(
		request: OperationRequest<T>,
		body: string,
		about: Parameters<typeof sendOnce>[2],
		signal: AbortSignal | undefined,
	): Promise<HttpResponse> {
		const httpRequest = await prepare(request, body, signal);
		const response = await sendOnce(httpRequest, context, about);
		const { status, headers } = response;
		if (status < 300) authentication.confirm(headers.date);
		if (status !== 401 || !authentication.renew(httpRequest.headers, headers.date)) return response;

		return sendOnce(await prepare(request, body, signal), context, about);
	}

	async function prepare<T>(
		request: OperationRequest<T>,
		body: string,
		signal: AbortSignal | undefined,
	): Promise<HttpRequest> {
		const { method, kind, query = [] } = request;
		const path = pathname.replace(/\/$/, "") + request.path;
		const content: Record<string, string> = body === "" ? {} : { "content-type": "application/json" };
		const headers = await authentication.authenticate({ method, path, query, body, host, headers: content });
		signal?.throwIfAborted();
		return {
			method,
			url: `${origin}${path}${query.length > 0 ? `?${encodeQuery(query)}` : ""}`,
			// What is not signed may be rewritten on the way.
			headers: { ...headers, accept: "application/json", "x-language": "en-us", "user-agent": "pulumi-modelarts" },
			body,
			// The response to a write is the only sure sign of its effect.
			...(kind === "read" && signal && { signal }),
		};
	}

	/** The result that a response holds; throws what is wrong with it. */
	function readResult<T>(
		request: OperationRequest<T>,
		attempted: Attempted,
		response: HttpResponse,
		sentAt: number,
	): T {
		if (response.status < 200 || response.status > 299) throw createApiError(request, attempted, response, sentAt);

		const reading = readResponse(response, request, redactor);
		if ("problem" in reading) throw createResponseError(attempted, response, reading.problem);
		knownOrigins.add(origin);
		return reading.value;
	}

	function createApiError<T>(
		{ permission, alternative }: OperationRequest<T>,
		attempted: Attempted,
		response: HttpResponse,
		sentAt: number,
	): ApiError {
		const { kind, source, isInState } = credentials;
		const about = { service: title, origin, region, credentials: kind, source, isInState, permission, alternative };
		const errorResponse = readErrorResponse(response, about, context);
		if (errorResponse.code) knownOrigins.add(origin);
		if (errorResponse.retryAfter !== undefined) rateLimiter.pauseFor(errorResponse.retryAfter);
		if (isThrottled(errorResponse)) rateLimiter.recordThrottle(sentAt);
		return new ApiError(attempted, title, errorResponse);
	}

	function createResponseError(attempted: Attempted, response: HttpResponse, problem: string): ResponseError {
		const isUnknown = !knownOrigins.has(origin);
		const hint = isUnknown ? " The address may be another server's: check huaweicloud:endpoints (HW_ENDPOINTS)." : "";
		const message = `Could not ${attempted.purpose}: ${title} (${origin}) sent ${redactor.redact(problem)}.${hint}`;
		const requestId = findRequestId(response, redactor);
		return new ResponseError(message, attempted, "unknown", response.status, isUnknown, requestId);
	}

	function createPauseTooLongError(attempted: Attempted): ServiceError {
		const message = `Could not ${attempted.purpose}: ${title} asked for a pause (Retry-After) that ends after the timeout.`;
		return new ServiceError(message, attempted, "none");
	}

	async function readList<T>(read: () => Promise<T>, { signal, deadline = Infinity }: RequestOptions = {}): Promise<T> {
		const end = Math.min(clock.now() + context.readLag, deadline);
		for (let attempt = 1; ; attempt++) {
			try {
				return await read();
			} catch (error) {
				const delay = computeDelay(attempt, context.backoff);
				if (!(error instanceof ShortListError) || clock.now() + delay >= end) throw error;
				await clock.sleep(delay, signal);
			}
		}
	}

	return { request, readList };
}

/**
 * A service that has nothing to say answers 204. Another success without content may be a gateway's: the request is sent
 * once more, as it may have had no effect; a second such response is taken for the service's.
 */
function isEmptySuccess({ status, text }: HttpResponse): boolean {
	return status >= 200 && status < 300 && status !== 204 && text.trim() === "";
}

/** The service, or the gateway before it, has too many requests of ours. */
function isThrottled({ status, code }: { readonly status: number; readonly code: string }): boolean {
	return status === 429 || code === "IMG.0060";
}

function describeAttempt({ name, verb, object, kind }: OperationRequest<unknown>): Attempted {
	return { operation: name, object, purpose: `${verb} ${object}`, isReadOnly: kind === "read" };
}
