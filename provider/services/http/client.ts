import { computeDelay } from "../rate-limit/backoff";
import type { RateLimiter } from "../rate-limit/rate-limiter";
import { readResponse } from "./response";
import type { Authentication } from "../auth/authentication";
import type { OperationRequest, RequestOptions } from "./operation";
import type { Credentials } from "../auth/credentials";
import { type ServiceName, serviceTitles } from "../config/endpoints";
import { ResponseError, ApiError, type Attempted, ServiceError } from "./errors";
import { type Exchange, sendOnce, findRequestId } from "./send-once";
import { ShortListError } from "./paging";
import { raceAbort } from "./race-abort";
import { readErrorResponse } from "./error-response";
import { withRetry } from "./retry";
import type { HttpResponse, HttpRequest } from "./transport";
import { encodeQuery } from "./url";

export interface ClientOptions {
	readonly service: ServiceName;
	/** Without a slash at its end. */
	readonly endpoint: string;
	readonly region: string;
	readonly authentication: Authentication;
	/** For messages: what kind they are of, and where they are from. */
	readonly credentials: Pick<Credentials, "kind" | "source" | "isInState">;
	/** Settings come with an explicit provider. */
	readonly isExplicit?: boolean;
	readonly rateLimiter: RateLimiter;
}

/** One service, in one region, for one project. */
export interface Client {
	/** Does the call: repeats what may be repeated, and gives the result or throws a `CloudError`. */
	perform<T>(call: OperationRequest<T>, options?: RequestOptions): Promise<T>;

	/** Reads a list, and reads it again if it is shorter than announced, for as long as reads may lag behind writes. */
	readList<T>(read: () => Promise<T>, options?: RequestOptions): Promise<T>;
}

/** How long a call is repeated if nobody sets a deadline, in milliseconds. */
const PATIENCE = 120_000;

export function createClient(options: ClientOptions, exchange: Exchange): Client {
	const { service, endpoint, region, authentication, credentials, rateLimiter, isExplicit } = options;
	const { clock, redactor, known } = exchange;
	const title = serviceTitles[service];
	const { origin, host, pathname } = new URL(endpoint);

	async function perform<T>(call: OperationRequest<T>, options: RequestOptions = {}) {
		const { signal, deadline = clock.now() + PATIENCE, isPoll, report } = options;
		const attempted = describeCall(call);
		// Once, for the signature covers the very text that is sent.
		const body = call.body === undefined ? "" : JSON.stringify(call.body);

		signal?.throwIfAborted();
		// Repeated where it is needed, not once more with each attempt in here.
		await raceAbort(authentication.prepare({ deadline }), signal);

		let emptyResponses = 0;
		const ask = async (attempt: number): Promise<T> => {
			signal?.throwIfAborted();
			if (!(await rateLimiter.take({ signal, deadline, isPoll }))) throw throwPauseTooLong(attempted);
			const sentAt = clock.now();
			const answer = await attemptOnce(call, body, { attempted, attempt, service: title, isExplicit }, signal);
			if (isEmptySuccess(answer) && ++emptyResponses === 1) throw reject(attempted, answer, "an empty answer");
			return conclude(call, attempted, answer, sentAt);
		};
		return withRetry(ask, { kind: call.kind, clock, deadline, signal, report, backoff: exchange.backoff });
	}

	/** One attempt; one more, with a new token, if the old one was refused. */
	async function attemptOnce<T>(
		call: OperationRequest<T>,
		body: string,
		about: Parameters<typeof sendOnce>[2],
		signal: AbortSignal | undefined,
	): Promise<HttpResponse> {
		const httpRequest = await prepare(call, body, signal);
		const answer = await sendOnce(httpRequest, exchange, about);
		if (answer.status !== 401 || !authentication.renew(httpRequest.headers)) return answer;

		return sendOnce(await prepare(call, body, signal), exchange, about);
	}

	async function prepare<T>(
		call: OperationRequest<T>,
		body: string,
		signal: AbortSignal | undefined,
	): Promise<HttpRequest> {
		const { method, kind, query = [] } = call;
		const path = pathname.replace(/\/$/, "") + call.path;
		const content: Record<string, string> = body === "" ? {} : { "content-type": "application/json" };
		const headers = await authentication.authenticate({ method, path, query, body, host, headers: content });
		signal?.throwIfAborted();
		return {
			method,
			url: `${origin}${path}${query.length > 0 ? `?${encodeQuery(query)}` : ""}`,
			// What is not signed may be rewritten on the way.
			headers: { ...headers, accept: "application/json", "x-language": "en-us", "user-agent": "pulumi-modelarts" },
			body,
			// The answer of a request that changes something is the only sure sign of what it did.
			...(kind === "read" && signal && { signal }),
		};
	}

	/** The result that an answer holds; throws what is wrong with it. */
	function conclude<T>(call: OperationRequest<T>, attempted: Attempted, answer: HttpResponse, sentAt: number): T {
		if (answer.status < 200 || answer.status > 299) throw refuse(call, attempted, answer, sentAt);

		const reading = readResponse(answer, call);
		if ("problem" in reading) throw reject(attempted, answer, reading.problem);
		known.add(origin);
		return reading.value;
	}

	function refuse<T>(
		{ permission, alternative }: OperationRequest<T>,
		attempted: Attempted,
		answer: HttpResponse,
		sentAt: number,
	): ApiError {
		const { kind, source, isInState } = credentials;
		const about = { service: title, origin, region, credentials: kind, source, isInState, permission, alternative };
		const refusal = readErrorResponse(answer, about, exchange);
		if (refusal.code) known.add(origin);
		if (refusal.retryAfter !== undefined) rateLimiter.shut(refusal.retryAfter);
		if (isThrottled(refusal)) rateLimiter.slowDown(sentAt);
		return new ApiError(attempted, title, refusal);
	}

	function reject(attempted: Attempted, answer: HttpResponse, problem: string): ResponseError {
		const stranger = !known.has(origin);
		const hint = stranger ? " The address may be another server's: check huaweicloud:endpoints (HW_ENDPOINTS)." : "";
		const message = `Could not ${attempted.purpose}: ${title} (${origin}) gave ${redactor.clean(problem)}.${hint}`;
		return new ResponseError(message, attempted, "unknown", answer.status, stranger, findRequestId(answer, redactor));
	}

	function throwPauseTooLong(attempted: Attempted): ServiceError {
		const message = `Could not ${attempted.purpose}: ${title} asked to be left alone for longer than there is time.`;
		return new ServiceError(message, attempted, "none");
	}

	async function readList<T>(read: () => Promise<T>, { signal, deadline = Infinity }: RequestOptions = {}): Promise<T> {
		const end = Math.min(clock.now() + exchange.readLag, deadline);
		for (let attempt = 1; ; attempt++) {
			try {
				return await read();
			} catch (error) {
				const pause = computeDelay(attempt, exchange.backoff);
				if (!(error instanceof ShortListError) || clock.now() + pause >= end) throw error;
				await clock.pause(pause, signal);
			}
		}
	}

	return { perform, readList };
}

/**
 * Where nothing is to be said, the services say 204. Another success without a word may be a gateway's: the request is
 * repeated once, as nothing may have been done; a service that answers like that again means it.
 */
function isEmptySuccess({ status, text }: HttpResponse): boolean {
	return status >= 200 && status < 300 && status !== 204 && text.trim() === "";
}

/** The service, or the gateway before it, has too many requests of ours. */
function isThrottled({ status, code }: { readonly status: number; readonly code: string }): boolean {
	return status === 429 || code === "IMG.0060";
}

function describeCall({ operation, verb, object, kind }: OperationRequest<unknown>): Attempted {
	return { operation, object, purpose: `${verb} ${object}`, harmless: kind === "read" };
}
