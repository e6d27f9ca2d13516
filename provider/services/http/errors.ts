/**
 * The effect of a request that failed:
 *
 * - `none`: it never arrived, or the service itself rejected it
 * - `unlikely`: a gateway says that it rejected the request, not the service behind it; search once before a retry
 * - `unknown`: it may have succeeded; search before a retry, for as long as reads may lag behind writes
 */
export type Effect = "none" | "unlikely" | "unknown";

/** The operation that failed, for messages and error handling. */
export interface Attempted {
	/** The documented operation: `createInstance`. */
	readonly operation: string;

	/** The object, as users know it: `notebook instance "lab"`. */
	readonly object: string;

	/** The same as the end of a sentence: `create notebook instance "lab"`. */
	readonly purpose: string;

	/** A read: it never has an effect. */
	readonly isReadOnly: boolean;
}

/**
 * A request that failed.
 *
 * Holds plain text without secrets and nothing else: no request, no cause, so that it can be printed as a whole.
 */
export class ServiceError extends Error {
	override name = "ServiceError";
	readonly operation: string;
	readonly object: string;

	/** The effect of the failed request. A create is retried only after `none`, or after a search. */
	readonly effect: Effect;

	constructor(
		/** For users: what was tried, what went wrong, what to do. */
		message: string,
		{ operation, object, isReadOnly }: Attempted,
		effect: Effect,
	) {
		super(message);
		this.operation = operation;
		this.object = object;
		this.effect = isReadOnly ? "none" : effect;
	}
}

export interface ErrorResponse {
	readonly status: number;
	/** The service's own code, such as `ModelArts.6309`; empty if it gave none. */
	readonly code: string;
	readonly serviceMessage: string;
	/** Quote this one to support. */
	readonly requestId?: string;
	/** What the user can do about it. */
	readonly remediation?: string;
	/** The service's `Retry-After`, in milliseconds. */
	readonly retryAfter?: number;
	readonly effect: Effect;
}

/** An error response of the service, or of the gateway before it. */
export class ApiError extends ServiceError {
	override name = "ApiError";
	readonly status: number;
	readonly code: string;
	readonly serviceMessage: string;
	readonly requestId?: string;
	readonly remediation?: string;
	readonly retryAfter?: number;

	/** The response and the request id: for an error with its own sentence on what was tried. */
	readonly summary: string;

	constructor(attempted: Attempted, service: string, response: ErrorResponse) {
		super(describeErrorResponse(attempted, service, response), attempted, response.effect);
		this.status = response.status;
		this.code = response.code;
		this.serviceMessage = response.serviceMessage;
		this.requestId = response.requestId;
		this.remediation = response.remediation;
		this.retryAfter = response.retryAfter;
		this.summary = joinSentences(`${describeResponse(service, response)}.`, describeRequestId(response));
	}
}

/** A 404 of ModelArts itself, by its code: that of a gateway or of some other server says nothing about an object. */
export function isOwnNotFound({ status, code }: ApiError): boolean {
	return status === 404 && /^ModelArts\.\d+$/.test(code);
}

/** A successful response that is not one of the service's. */
export class ResponseError extends ServiceError {
	override name = "ResponseError";

	constructor(
		message: string,
		attempted: Attempted,
		effect: Effect,
		readonly status: number,
		/** This address has never sent a valid response: it may be the wrong one. */
		readonly isUnknownOrigin: boolean,
		readonly requestId?: string,
	) {
		super(message, attempted, effect);
	}
}

/** No response arrived. */
export class NetworkError extends ServiceError {
	override name = "NetworkError";

	constructor(
		message: string,
		attempted: Attempted,
		effect: Effect,
		/** The code of the failure: `ECONNRESET`. */
		readonly code: string,
	) {
		super(message, attempted, effect);
	}
}

/** The service has never been reached, which a wrong configuration may explain. Nothing was sent. */
export class UnreachableError extends NetworkError {
	override name = "UnreachableError";

	constructor(
		message: string,
		attempted: Attempted,
		code: string,
		/** Maximum attempts: some of these failures are transient, others never are. */
		readonly maxAttempts: number,
	) {
		super(message, attempted, "none", code);
	}
}

function describeErrorResponse({ purpose }: Attempted, service: string, response: ErrorResponse): string {
	const happened = `Could not ${purpose}: ${describeResponse(service, response)}.`;
	return joinSentences(happened, response.remediation, describeRequestId(response));
}

function describeResponse(service: string, { status, code, serviceMessage }: ErrorResponse): string {
	const words = dropEcho(serviceMessage).replace(/\.$/, "");
	const said = words ? `: "${words}"` : "";
	return `${service} answered ${status}${code ? ` ${code}` : ""}${said}`;
}

function describeRequestId({ requestId }: ErrorResponse): string | undefined {
	return requestId && `Request id: ${requestId}.`;
}

function joinSentences(...sentences: (string | undefined)[]): string {
	return sentences.filter(Boolean).join(" ");
}

/** A gateway that rejects a signature prints the whole request after the reason. */
function dropEcho(serviceMessage: string): string {
	return serviceMessage.replace(/[,;]?\s*canonicalRequest:[^]*$/i, "");
}
