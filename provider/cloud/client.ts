import { type BackOff, parseRetryAfter } from "../pace/back-off";
import type { Budget } from "../pace/budget";
import type { Clock } from "../pace/clock";
import { findAdvice } from "./advice";
import { parseBody, readAnswer } from "./answer";
import type { Authentication } from "./authentication";
import type { Call, CallOptions } from "./call";
import { explainClockSkew } from "./clock-skew";
import { judgeEffect } from "./effect";
import { type ServiceName, serviceTitles } from "./endpoints";
import { parseErrorBody } from "./error-body";
import { AnswerError, ApiError, type Attempted, CloudError } from "./errors";
import type { Mask } from "./mask";
import { describeFailure } from "./network-failure";
import { findProxy } from "./proxy";
import { logRequest } from "./request-log";
import { withRetry } from "./retry";
import { type Answer, type Outgoing, type Send, TransportError } from "./transport";
import { encodeQuery } from "./url";

/** What all clients of a process share. */
export interface Exchange {
	readonly send: Send;
	readonly mask: Mask;
	readonly clock: Clock;
	readonly backOff?: BackOff;
	/** Addresses that have given a readable answer. */
	readonly known: Set<string>;
}

export interface ClientOptions {
	readonly service: ServiceName;
	/** Without a slash at its end. */
	readonly endpoint: string;
	readonly region: string;
	readonly authentication: Authentication;
	/** Where the credentials are from, for messages. */
	readonly source: string;
	readonly budget: Budget;
}

/** One service, in one region, for one project. */
export interface Client {
	/** Does the call: repeats what may be repeated, and gives the result or throws a `CloudError`. */
	perform<T>(call: Call<T>, options?: CallOptions): Promise<T>;
}

/** How long a call is repeated if nobody sets a deadline, in milliseconds. */
const PATIENCE = 120_000;

export function createClient(options: ClientOptions, exchange: Exchange): Client {
	const { service, endpoint, region, authentication, source, budget } = options;
	const { clock, mask, known, send } = exchange;
	const base = new URL(endpoint);
	const title = serviceTitles[service];

	async function perform<T>(call: Call<T>, { signal, deadline = clock.now() + PATIENCE }: CallOptions = {}) {
		const attempted = describeCall(call);
		// Once, for the signature covers the very text that is sent.
		const body = call.body === undefined ? "" : JSON.stringify(call.body);

		const ask = async (attempt: number): Promise<T> => {
			signal?.throwIfAborted();
			if (!(await budget.take(signal, deadline))) throw tellPauseTooLong(attempted);
			signal?.throwIfAborted();
			return conclude(call, attempted, await askOnce(call, attempted, body, attempt, signal));
		};
		return withRetry(ask, { kind: call.kind, clock, deadline, signal, backOff: exchange.backOff });
	}

	/** One attempt; with a new token, one more if the old one was refused. */
	async function askOnce<T>(call: Call<T>, attempted: Attempted, body: string, attempt: number, signal?: AbortSignal) {
		const outgoing = await prepare(call, body, signal);
		const answer = await exchangeOnce(outgoing, attempted, attempt);
		if (answer.status !== 401 || !authentication.renew(outgoing.headers)) return answer;

		return exchangeOnce(await prepare(call, body, signal), attempted, attempt);
	}

	async function prepare<T>(call: Call<T>, body: string, signal?: AbortSignal): Promise<Outgoing> {
		const { method, query = [] } = call;
		const path = base.pathname.replace(/\/$/, "") + call.path;
		const headers = await authentication.authenticate({
			method,
			path,
			query,
			body,
			host: base.host,
			headers: body === "" ? {} : { "content-type": "application/json" },
		});
		signal?.throwIfAborted();
		return {
			method,
			url: `${base.origin}${path}${query.length > 0 ? `?${encodeQuery(query)}` : ""}`,
			headers: { ...headers, accept: "application/json", "x-language": "en-us", "user-agent": "pulumi-modelarts" },
			body,
			// The answer of a request that changes something is the only sure sign of what it did.
			...(call.kind === "read" && { signal }),
		};
	}

	async function exchangeOnce(outgoing: Outgoing, attempted: Attempted, attempt: number): Promise<Answer> {
		const started = performance.now();
		const log = (outcome: number | string, requestId?: string) =>
			logRequest({
				method: outgoing.method,
				path: new URL(outgoing.url).pathname,
				outcome,
				milliseconds: performance.now() - started,
				requestId,
				attempt,
			});
		try {
			const answer = await send(outgoing);
			log(answer.status, findRequestId(answer));
			return answer;
		} catch (error) {
			if (!(error instanceof TransportError)) throw error;
			log(error.failure.code);
			const proxy = findProxy(base.origin)?.host;
			const target = { service: title, origin: base.origin, proxy, known: known.has(base.origin) };
			throw describeFailure(error.failure, attempted, target);
		}
	}

	/** The result that an answer holds; throws what is wrong with it. */
	function conclude<T>(call: Call<T>, attempted: Attempted, answer: Answer): T {
		if (answer.status < 200 || answer.status > 299) throw describeRefusal(call, attempted, answer);

		const reading = readAnswer(answer, call);
		if ("value" in reading) {
			known.add(base.origin);
			return reading.value;
		}
		const stranger = !known.has(base.origin);
		const hint = stranger ? " Check huaweicloud:endpoints (HW_ENDPOINTS): the address may be another server's." : "";
		const message = `Could not ${attempted.purpose}: ${title} (${base.origin}) gave ${mask.clean(reading.problem)}.${hint}`;
		throw new AnswerError(message, attempted, "unknown", answer.status, stranger, findRequestId(answer));
	}

	function describeRefusal<T>(call: Call<T>, attempted: Attempted, answer: Answer): ApiError {
		const { status, headers } = answer;
		const said = parseErrorBody(parseBody(answer.text));
		if (said.code) known.add(base.origin);

		const code = mask.clean(said.code);
		const serviceMessage = mask.clean(said.message);
		const now = clock.now();
		const retryAfter = parseRetryAfter(headers["retry-after"], now, headers.date);
		if (retryAfter !== undefined && (status === 429 || status === 503)) budget.shut(retryAfter);

		const skew = status === 401 && explainClockSkew({ serverDate: headers.date, message: serviceMessage, now });
		const { permission } = call;
		const context = { status, code, serviceMessage, service: title, origin: base.origin, region, source, permission };
		return new ApiError(attempted, title, {
			status,
			code,
			serviceMessage,
			requestId: findRequestId(answer) ?? (said.requestId && mask.clean(said.requestId)),
			advice: skew || findAdvice(context),
			retryAfter,
			effect: judgeEffect(status, code),
		});
	}

	function findRequestId({ headers }: Answer): string | undefined {
		const id = headers["x-request-id"] ?? headers["x-iam-trace-id"];
		return id && mask.clean(id);
	}

	function tellPauseTooLong(attempted: Attempted): CloudError {
		const message = `Could not ${attempted.purpose}: ${title} asked to be left alone for longer than there is time.`;
		return new CloudError(message, attempted, "none");
	}

	return { perform };
}

function describeCall({ operation, verb, object }: Call<unknown>): Attempted {
	return { operation, object, purpose: `${verb} ${object}` };
}
