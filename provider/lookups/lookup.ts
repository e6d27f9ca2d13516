import { boolean, type Fields, string, type TypesOf } from "../definition/fields";
import type { RequestOptions } from "../services/http/operation";
import type { Services } from "../services/services";

/** What a look-up may use while it runs. */
export interface LookupContext extends RequestOptions {
	readonly services: Services;
}

/** A question about what is there, as data: its types, validation, package schema and reference page follow from it. */
export interface Lookup {
	/** As programs call it: `getNotebookFlavors`. */
	readonly name: string;

	readonly args: Fields;
	readonly result: Fields;

	/** Sends one list request for each kind of object and run, however many look-ups there are. */
	readonly run: (args: never, context: LookupContext) => Promise<object>;
}

/** A look-up with the types of its arguments and of what it finds. */
export interface TypedLookup<Args extends Fields, Result extends Fields> extends Lookup {
	readonly args: Args;
	readonly result: Result;
	readonly run: (args: TypesOf<Args>, context: LookupContext) => Promise<TypesOf<Result>>;
}

/** Keeps what a look-up says as types. */
export function defineLookup<const Args extends Fields, const Result extends Fields>(
	lookup: TypedLookup<Args, Result>,
): TypedLookup<Args, Result> {
	return lookup;
}

/** Arguments of every look-up. */
export const everywhere = {
	/**
	 * Where to look.
	 *
	 * @default the region of the provider
	 */
	region: string({ optional: true }),

	/**
	 * Where to look.
	 *
	 * @default the project of the provider
	 */
	projectId: string({ optional: true }),
};

/** Of every look-up that can be told to find something. */
export const requirement = {
	/**
	 * Whether it is an error to find nothing. The error is shown in the preview, and names what comes nearest.
	 *
	 * @default false
	 */
	required: boolean({ optional: true }),
};

/** Of every look-up of what is made anew again and again. */
export const recency = {
	/**
	 * Only the one that was created last.
	 *
	 * @default false
	 */
	mostRecent: boolean({ optional: true }),
};
