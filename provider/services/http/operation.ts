import type { RequestKind } from "./retry";
import type { HttpResponse, Method } from "./transport";
import type { Query } from "./url";

/** What every call takes besides its own arguments. */
export interface RequestOptions {
	/** Ends pauses and reads. A request that changes something is not cut off once it is on its way: its answer matters. */
	readonly signal?: AbortSignal;

	/**
	 * No repetition after this time, in milliseconds since 1970.
	 *
	 * @default two minutes from the call
	 */
	readonly deadline?: number;

	/** Shows what is waited for, once a call. Contexts are handed over as they are, and bring theirs along. */
	readonly report?: (status: string) => void;

	/** One of many looks at something that takes its time: such requests have a tenth of the budget. */
	readonly isPoll?: boolean;
}

/** One documented operation on one object. */
export interface OperationRequest<T> {
	/** The documented name: `createInstance`. */
	readonly operation: string;

	/** `create`, `read`, `list`: the verb for messages. */
	readonly verb: string;

	/** As users know it: `notebook instance "lab"`. */
	readonly object: string;

	readonly kind: RequestKind;
	readonly method: Method;

	/** Made by `buildPath`. */
	readonly path: string;

	readonly query?: Query;

	/** Sent as JSON. */
	readonly body?: unknown;

	/** The permission it needs, such as `modelarts:notebook:create`. */
	readonly permission?: string;

	/** Two APIs make notebooks, and a region may have one of them: the resource that needs this one, and the other. */
	readonly alternative?: { readonly missing: string; readonly use: string };

	/** The documented answer is a list, not an object: `read` gets it as `items`. */
	readonly isList?: boolean;

	/** An answer without content is fine. */
	readonly mayBeEmpty?: boolean;

	/** The result, or `undefined` if what we rely on is not in the answer. */
	readonly read: (body: Record<string, unknown>, answer: HttpResponse) => T | undefined;
}

/** What is the same of every call of a documented operation: how messages name it, how it may be repeated, what it needs. */
export type Operation = Pick<OperationRequest<unknown>, "operation" | "verb" | "kind" | "method" | "alternative"> & {
	readonly permission: string;
};
