import type { OptionsInit, RequestError, Response } from "got";
import { ConnectionPool, type Connections } from "./connections";
import type { NetworkFailure } from "./network-failure";
import { findProxy } from "./proxy";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request, ready to be sent as it is. */
export interface HttpRequest {
	readonly method: Method;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Empty for none. */
	readonly body: string;
	/** Ends the request; only for requests whose response does not matter. */
	readonly signal?: AbortSignal;
}

/** A response, whatever server it is from. */
export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly text: string;
}

export interface TransportOptions {
	readonly insecure?: boolean;
	readonly caCertificate?: string;

	/** From the request's last byte to the response's first, in milliseconds; the whole request may take twice as long. */
	readonly requestTimeout?: number;
}

/** No response arrived. Holds the reason, and nothing of the request. */
export class TransportError extends Error {
	override name = "TransportError";

	constructor(readonly failure: NetworkFailure) {
		super("No response arrived.");
	}
}

/** Sends one request once: no retry, no redirect, no error for a status. */
export type Send = (httpRequest: HttpRequest) => Promise<HttpResponse>;

/** Timeouts of the steps to a connection, milliseconds. */
const CONNECT_TIMEOUTS = { lookup: 10_000, connect: 10_000, secureConnect: 10_000 };

export function createTransport(options: TransportOptions = {}): Send {
	const { insecure, caCertificate, requestTimeout = 60_000 } = options;
	const pool = new ConnectionPool({ insecure, caCertificate });
	const timeout = { ...CONNECT_TIMEOUTS, response: requestTimeout, request: 2 * requestTimeout };
	return async (httpRequest) => {
		const connections = await pool.find(findProxy(httpRequest.url)?.url);
		// Loaded on first need: a preview that sends nothing does not pay for it.
		const { default: got } = await import("got");
		try {
			return toHttpResponse(await got(httpRequest.url, buildOptions(httpRequest, connections, timeout)));
		} catch (error) {
			httpRequest.signal?.throwIfAborted();
			// The library's error carries the request's headers, keys and token among them: nothing of it goes on.
			throw new TransportError(describe(error));
		}
	};
}

function buildOptions(httpRequest: HttpRequest, agent: Connections, timeout: OptionsInit["timeout"]) {
	return {
		method: httpRequest.method,
		headers: httpRequest.headers,
		...(httpRequest.body !== "" && { body: httpRequest.body }),
		agent,
		timeout,
		retry: { limit: 0 },
		followRedirect: false,
		throwHttpErrors: false,
		responseType: "text",
		...(httpRequest.signal && { signal: httpRequest.signal }),
	} as const satisfies OptionsInit;
}

function toHttpResponse({ statusCode, headers, body }: Response<string>): HttpResponse {
	const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]);
	return { status: statusCode, headers: Object.fromEntries(flat) as HttpResponse["headers"], text: body };
}

function describe(error: unknown): NetworkFailure {
	const { code, message, cause, event } = error as Partial<RequestError> & { event?: string };
	const inner = cause as NodeJS.ErrnoException | undefined;
	return {
		code: String(inner?.code ?? code ?? "unknown"),
		message: String(inner?.message ?? message ?? ""),
		// Several addresses of one host were tried, and none could be reached.
		syscall: inner instanceof AggregateError ? "connect" : inner?.syscall,
		phase: event,
	};
}
