/**
 * What a request that failed did to the world:
 *
 * - `none`: surely nothing; it never arrived, or the service itself refused it
 * - `unlikely`: a gateway says that it turned it away, but not the service behind it; one look before doing it again
 * - `unknown`: it may have worked; look before doing it again, for as long as its work may not be shown
 */
export type Effect = "none" | "unlikely" | "unknown";

/** What was being done, for messages and for whoever handles the error. */
export interface Attempted {
	/** The documented operation: `createInstance`. */
	readonly operation: string;

	/** The object, as users know it: `notebook instance "lab"`. */
	readonly object: string;

	/** The same as the end of a sentence: `create notebook instance "lab"`. */
	readonly purpose: string;

	/** It only reads: whatever becomes of it, it has no effect. */
	readonly isReadOnly: boolean;
}

/**
 * A call that failed.
 *
 * Holds plain text without secrets and nothing else: no request, no cause. Whatever prints it shows no more than that.
 */
export class ServiceError extends Error {
	override name = "CloudError";
	readonly operation: string;
	readonly object: string;

	/** What the failed call did to the world. A create is repeated only after `none`, or after looking. */
	readonly effect: Effect;

	constructor(
		/** One sentence or more for people: what was tried, what went wrong, what to do. */
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
	/** How long the service wants to be left alone, in milliseconds. */
	readonly retryAfter?: number;
	readonly effect: Effect;
}

/** The service, or the gateway before it, said no. */
export class ApiError extends ServiceError {
	override name = "ApiError";
	readonly status: number;
	readonly code: string;
	readonly serviceMessage: string;
	readonly requestId?: string;
	readonly remediation?: string;
	readonly retryAfter?: number;

	/** Who answered what, and the request id: for an error that tells in its own words what was tried. */
	readonly summary: string;

	constructor(attempted: Attempted, service: string, refusal: ErrorResponse) {
		super(describeErrorResponse(attempted, service, refusal), attempted, refusal.effect);
		this.status = refusal.status;
		this.code = refusal.code;
		this.serviceMessage = refusal.serviceMessage;
		this.requestId = refusal.requestId;
		this.remediation = refusal.remediation;
		this.retryAfter = refusal.retryAfter;
		this.summary = joinSentences(`${describeResponse(service, refusal)}.`, describeRequestId(refusal));
	}
}

/** The 404 of ModelArts itself, by its code: that of a gateway or of some other server says nothing about an object. */
export function isOwnNotFound({ status, code }: ApiError): boolean {
	return status === 404 && /^ModelArts\.\d+$/.test(code);
}

/** There is an answer, and it says success, but it is not one that the service would give. */
export class ResponseError extends ServiceError {
	override name = "AnswerError";

	constructor(
		message: string,
		attempted: Attempted,
		effect: Effect,
		readonly status: number,
		/** This address has never given a readable answer: it may be the wrong one. */
		readonly isUnknownOrigin: boolean,
		readonly requestId?: string,
	) {
		super(message, attempted, effect);
	}
}

/** No answer arrived. */
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

/** The service has never been reached, in a way that a wrong setting explains. Nothing was sent. */
export class UnreachableError extends NetworkError {
	override name = "UnreachableError";

	constructor(
		message: string,
		attempted: Attempted,
		code: string,
		/** How many attempts are worth making: some of these failures pass, others never do. */
		readonly maxAttempts: number,
	) {
		super(message, attempted, "none", code);
	}
}

function describeErrorResponse({ purpose }: Attempted, service: string, refusal: ErrorResponse): string {
	const happened = `Could not ${purpose}: ${describeResponse(service, refusal)}.`;
	return joinSentences(happened, refusal.remediation, describeRequestId(refusal));
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

/** A gateway that refuses a signature prints the whole request after the reason, for whoever writes clients. */
function dropEcho(serviceMessage: string): string {
	return serviceMessage.replace(/[,;]?\s*canonicalRequest:[^]*$/i, "");
}
