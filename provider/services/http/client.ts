import { computeDelay } from "../rate-limit/backoff";
import type { Budget } from "../rate-limit/rate-limiter";
import { readAnswer } from "./response";
import type { Authentication } from "../auth/authentication";
import type { Call, CallOptions } from "./operation";
import type { Credentials } from "../auth/credentials";
import { type ServiceName, serviceTitles } from "../config/endpoints";
import { AnswerError, ApiError, type Attempted, CloudError } from "./errors";
import { type Exchange, exchangeOnce, findRequestId } from "./send-once";
import { ShortListError } from "./paging";
import { raceAbort } from "./race-abort";
import { readRefusal } from "./error-response";
import { withRetry } from "./retry";
import type { Answer, Outgoing } from "./transport";
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
	readonly budget: Budget;
}

/** One service, in one region, for one project. */
export interface Client {
	/** Does the call: repeats what may be repeated, and gives the result or throws a `CloudError`. */
	perform<T>(call: Call<T>, options?: CallOptions): Promise<T>;

	/** Reads a list, and reads it again if it is shorter than announced, for as long as reads may lag behind writes. */
	readList<T>(read: () => Promise<T>, options?: CallOptions): Promise<T>;
}

/** How long a call is repeated if nobody sets a deadline, in milliseconds. */
const PATIENCE = 120_000;

export function createClient(options: ClientOptions, exchange: Exchange): Client {
	const { service, endpoint, region, authentication, credentials, budget, isExplicit } = options;
	const { clock, mask, known } = exchange;
	const title = serviceTitles[service];
	const { origin, host, pathname } = new URL(endpoint);

	async function perform<T>(call: Call<T>, options: CallOptions = {}) {
		const { signal, deadline = clock.now() + PATIENCE, isPoll, report } = options;
		const attempted = describeCall(call);
		// Once, for the signature covers the very text that is sent.
		const body = call.body === undefined ? "" : JSON.stringify(call.body);

		signal?.throwIfAborted();
		// Repeated where it is needed, not once more with each attempt in here.
		await raceAbort(authentication.prepare({ deadline }), signal);

		let hollow = 0;
		const ask = async (attempt: number): Promise<T> => {
			signal?.throwIfAborted();
			if (!(await budget.take({ signal, deadline, isPoll }))) throw tellPauseTooLong(attempted);
			const sentAt = clock.now();
			const answer = await askOnce(call, body, { attempted, attempt, service: title, isExplicit }, signal);
			if (isHollow(answer) && ++hollow === 1) throw reject(attempted, answer, "an empty answer");
			return conclude(call, attempted, answer, sentAt);
		};
		return withRetry(ask, { kind: call.kind, clock, deadline, signal, report, backOff: exchange.backOff });
	}

	/** One attempt; one more, with a new token, if the old one was refused. */
	async function askOnce<T>(
		call: Call<T>,
		body: string,
		about: Parameters<typeof exchangeOnce>[2],
		signal: AbortSignal | undefined,
	): Promise<Answer> {
		const outgoing = await prepare(call, body, signal);
		const answer = await exchangeOnce(outgoing, exchange, about);
		if (answer.status !== 401 || !authentication.renew(outgoing.headers)) return answer;

		return exchangeOnce(await prepare(call, body, signal), exchange, about);
	}

	async function prepare<T>(call: Call<T>, body: string, signal: AbortSignal | undefined): Promise<Outgoing> {
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
	function conclude<T>(call: Call<T>, attempted: Attempted, answer: Answer, sentAt: number): T {
		if (answer.status < 200 || answer.status > 299) throw refuse(call, attempted, answer, sentAt);

		const reading = readAnswer(answer, call);
		if ("problem" in reading) throw reject(attempted, answer, reading.problem);
		known.add(origin);
		return reading.value;
	}

	function refuse<T>(
		{ permission, alternative }: Call<T>,
		attempted: Attempted,
		answer: Answer,
		sentAt: number,
	): ApiError {
		const { kind, source, isInState } = credentials;
		const about = { service: title, origin, region, credentials: kind, source, isInState, permission, alternative };
		const refusal = readRefusal(answer, about, exchange);
		if (refusal.code) known.add(origin);
		if (refusal.retryAfter !== undefined) budget.shut(refusal.retryAfter);
		if (isTooMuch(refusal)) budget.slowDown(sentAt);
		return new ApiError(attempted, title, refusal);
	}

	function reject(attempted: Attempted, answer: Answer, problem: string): AnswerError {
		const stranger = !known.has(origin);
		const hint = stranger ? " The address may be another server's: check huaweicloud:endpoints (HW_ENDPOINTS)." : "";
		const message = `Could not ${attempted.purpose}: ${title} (${origin}) gave ${mask.clean(problem)}.${hint}`;
		return new AnswerError(message, attempted, "unknown", answer.status, stranger, findRequestId(answer, mask));
	}

	function tellPauseTooLong(attempted: Attempted): CloudError {
		const message = `Could not ${attempted.purpose}: ${title} asked to be left alone for longer than there is time.`;
		return new CloudError(message, attempted, "none");
	}

	async function readList<T>(read: () => Promise<T>, { signal, deadline = Infinity }: CallOptions = {}): Promise<T> {
		const end = Math.min(clock.now() + exchange.readLag, deadline);
		for (let attempt = 1; ; attempt++) {
			try {
				return await read();
			} catch (error) {
				const pause = computeDelay(attempt, exchange.backOff);
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
function isHollow({ status, text }: Answer): boolean {
	return status >= 200 && status < 300 && status !== 204 && text.trim() === "";
}

/** The service, or the gateway before it, has too many requests of ours. */
function isTooMuch({ status, code }: { readonly status: number; readonly code: string }): boolean {
	return status === 429 || code === "IMG.0060";
}

function describeCall({ operation, verb, object, kind }: Call<unknown>): Attempted {
	return { operation, object, purpose: `${verb} ${object}`, harmless: kind === "read" };
}
