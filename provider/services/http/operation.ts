import { isErrorBody } from "./error-body";
import type { RequestKind } from "./retry";
import type { HttpResponse, Method } from "./transport";
import { buildQuery, fillPath, type PathParameter, type Query } from "./url";

/** What every request takes besides its own arguments. */
export interface RequestOptions {
	/** Ends pauses and reads. A write is not cut off once it is on its way: its response matters. */
	readonly signal?: AbortSignal;

	/**
	 * No retry after this time, in milliseconds since 1970.
	 *
	 * @default two minutes from the call
	 */
	readonly deadline?: number;

	/** Shows what is waited for, once per request. A handler's context can be passed as it is: it has the same member. */
	readonly progress?: (status: string) => void;

	/** A poll of a long-running operation: polls have a tenth of the rate limit. */
	readonly isPoll?: boolean;
}

/** What is the same in every request of an operation. */
interface OperationDescription {
	/** The documented name: `createInstance`. */
	readonly name: string;

	/** `create`, `read`, `list`: the verb for messages. */
	readonly verb: string;

	/** How it may be retried: whether it reads, can be sent twice with the same result, or creates. */
	readonly kind: RequestKind;

	readonly method: Method;

	/** The permission it needs, such as `modelarts:notebook:create`. */
	readonly permission?: string;

	/** Two APIs make notebooks, and a region may have one of them: the resource that needs this one, and the other. */
	readonly alternative?: { readonly missing: string; readonly use: string };

	/** The documented response is a list, not an object: `read` gets it as `items`. */
	readonly isList?: boolean;
}

/** One request of an operation, for `Client.request`. */
export interface OperationRequest<Result> extends OperationDescription {
	/** As users know it: `notebook instance "lab"`. */
	readonly object: string;

	/** Percent-encoded. */
	readonly path: string;

	readonly query?: Query;

	/** Sent as JSON. */
	readonly body?: unknown;

	/** A response without content is a success. */
	readonly mayBeEmpty?: boolean;

	/** The result, or `undefined` if the response lacks what we rely on. */
	readonly read: (body: Record<string, unknown>, response: HttpResponse) => Result | undefined;
}

/** What an operation's arguments say of one request. */
type RequestParts = Pick<OperationRequest<unknown>, "object" | "body"> &
	Partial<Pick<OperationDescription, "verb" | "permission">> & {
		/** What the names in the path stand for, `{project_id}` aside. */
		readonly ids?: Readonly<Record<string, string>>;

		/** Parameters without a value are left out. */
		readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
	};

/** All ids that a path names: one that is missing, or has another name, does not compile. */
type IdsOf<Path extends string> = [Exclude<PathParameter<Path>, "project_id">] extends [never]
	? { readonly ids?: undefined }
	: { readonly ids: Readonly<Record<Exclude<PathParameter<Path>, "project_id">, string>> };

/**
 * One documented operation: the one place that says how it is sent, how its response is read, how messages name it, how
 * it may be retried and what it needs.
 */
export interface Operation<Arguments extends readonly unknown[], Result> extends OperationDescription {
	/** As documented: `/v1/{project_id}/notebooks/{id}`. */
	readonly path: string;

	/** Makes a request of the arguments; takes each of them, without defaults: their number tells where options follow. */
	readonly request: (...parameters: Arguments) => RequestParts;

	/**
	 * The result, or `undefined` if the response lacks what we rely on. Left out where the response says no more than that
	 * the request was accepted: it may be empty then, and must not be an error.
	 */
	readonly read?: (
		body: Record<string, unknown>,
		response: HttpResponse,
		...parameters: Arguments
	) => Result | undefined;

	/** Without `read`: a property that only a success has, so that an `error_code` beside it is the object's own. */
	readonly successProperty?: string;
}

/**
 * Declares an operation.
 *
 * @example
 * ```ts
 * showNotebook: operation({
 * 	name: "showNotebook",
 * 	verb: "read",
 * 	kind: "read",
 * 	method: "GET",
 * 	path: "/v1/{project_id}/notebooks/{id}",
 * 	permission: "modelarts:notebook:get",
 * 	request: (id: string) => ({ object: `notebook ${id}`, ids: { id } }),
 * 	read: readObject(notebookShape),
 * }),
 * ```
 */
export function operation<Arguments extends readonly unknown[], Path extends string, Result = void>(
	declaration: Operation<Arguments, Result> & {
		readonly path: Path;
		readonly request: (...parameters: Arguments) => IdsOf<Path>;
	},
): Operation<Arguments, Result> {
	return declaration;
}

/** What `{project_id}` in the paths stands for. */
export interface Scope {
	readonly projectId?: string;
}

/** The request that an operation makes of its arguments. */
export function buildRequest<Arguments extends readonly unknown[], Result>(
	operation: Operation<Arguments, Result>,
	{ projectId }: Scope,
	parameters: Arguments,
): OperationRequest<Result> {
	const { request, read, successProperty, path, ...description } = operation;
	const { ids, query, ...parts } = request(...parameters);
	return {
		...description,
		...parts,
		path: fillPath(path, { project_id: projectId, ...ids }),
		...(query && { query: buildQuery(query) }),
		...(read
			? { read: (body, response) => read(body, response, ...parameters) }
			: { mayBeEmpty: true, read: (body) => acceptUnlessError(body, successProperty) as Result }),
	};
}

/** A success is all that is needed; some errors are sent with status 200. */
function acceptUnlessError(body: Record<string, unknown>, successProperty?: string): true | undefined {
	return (successProperty !== undefined && successProperty in body) || !isErrorBody(body) ? true : undefined;
}
