import type { IncomingHttpHeaders } from "node:http";
import type { DurationName } from "../core";
import type { Store } from "../history/history";
import type { Caller } from "../iam/identities";
import type { ErrorResponse } from "./error-response";

/** An admitted request, as an operation receives it. */
export interface OperationRequest {
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** The bytes of the body as received. */
	readonly body: Buffer;
	/** The caller; a placeholder for an anonymous operation. */
	readonly caller: Caller;
}

export interface HttpResponse {
	readonly status: number;
	/** Sent as JSON; if omitted, the response has no body. */
	readonly body?: unknown;
	/** Sent verbatim instead of `body`; the content type must be among the headers. */
	readonly text?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** One documented operation of a service. */
export interface Operation {
	/** The documented name in camelCase, used by the request log and by faults. */
	readonly name: DurationName;
	readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	/** Parameters are written `:name`; `:project_id` is checked against the caller's projects. */
	readonly path: string;
	/** The name by which the setting `switchedOff` disables the operation. */
	readonly family: string;
	/** Needs no authentication: creating a token, showing the version. */
	readonly anonymous?: true;
	/** Continues after the response: its duration is that of the work, not a delay of the response. */
	readonly asynchronous?: true;
	/** Reads only, although its method is not GET. */
	readonly readOnly?: true;
	/** The error response for a caller without permission; default: that of ModelArts. */
	readonly createDeniedError?: () => ErrorResponse;
	run(request: OperationRequest): HttpResponse;
}

/** A simulated service: its operations and its objects. */
export interface Service {
	readonly name: string;
	readonly operations: readonly Operation[];
	/** The existing objects by kind, for `GET /_admin/state`. */
	show(): Readonly<Record<string, unknown>>;
	reset(): void;
	/** The stores of the objects, for reads that lag behind writes. */
	readonly stores?: readonly Store[];
	/** The kinds of objects that `POST /_admin/objects` can create or change. */
	readonly objects?: Readonly<Record<string, ObjectWriter>>;
}

/** Applies one item of `POST /_admin/objects`; the response contains what it returns. */
export type ObjectWriter = (item: unknown) => unknown;
