import type { IncomingHttpHeaders } from "node:http";
import type { DurationName } from "../core";
import type { Store } from "../history/history";
import type { Caller } from "../iam/identities";
import type { ErrorResponse } from "./error-response";

/** What an operation gets to see of a request that was let in. */
export interface OperationRequest {
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** The bytes of the body, as they came. */
	readonly body: Buffer;
	/** The caller; of an open operation there is none. */
	readonly caller: Caller;
}

export interface HttpResponse {
	readonly status: number;
	/** Sent as JSON; left out, the answer has no body. */
	readonly body?: unknown;
	/** Sent as it is, in place of a body; its type must be among the headers. */
	readonly text?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** One documented operation of a service. */
export interface Operation {
	/** The document's name in camelCase: how the request log and the faults call it. */
	readonly name: DurationName;
	readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	/** With `:name` for what varies; `:project_id` is checked against the caller's project. */
	readonly path: string;
	/** What `switchedOff` turns off. */
	readonly family: string;
	/** No authentication: what hands out tokens, and what says which version that is. */
	readonly anonymous?: true;
	/** Goes on after the answer: its duration is that of the work, not of the answer. */
	readonly asynchronous?: true;
	/** Only reads, although its method is not GET. */
	readonly readOnly?: true;
	/** How a caller without permission is refused; left out: as by ModelArts. */
	readonly createDeniedError?: () => ErrorResponse;
	run(request: OperationRequest): HttpResponse;
}

/** A part of the cloud: its operations, and what it holds. */
export interface Service {
	readonly name: string;
	readonly operations: readonly Operation[];
	/** What exists, by kind, for `GET /_admin/state`. */
	show(): Readonly<Record<string, unknown>>;
	reset(): void;
	/** Where what exists is kept, for reads that lag behind. */
	readonly stores?: readonly Store[];
	/** Kinds of objects of this service that `POST /_admin/objects` can put in or change. */
	readonly objects?: Readonly<Record<string, ObjectWriter>>;
}

/** Takes one item of the order; what it returns is shown to the one who ordered. */
export type ObjectWriter = (item: unknown) => unknown;
