import { type Generate, haveSameStem, isGenerated, rebase } from "./resource-identity";
import type { Intent } from "./resource-intent";
import { digestOf, readDescription } from "./ownership-marker";
import { isSince } from "./claim-rules";

/** An object whose description may be an ownership marker. */
export interface Described {
	readonly description?: string;
	/** Milliseconds since 1970; unknown where the service does not say. */
	readonly createdAt?: number;
}

/** What is to be made: its identity, and all inputs that replace. */
export interface Desired {
	readonly identity: string;
	readonly replacing: unknown;
}

/** The identity with which an object was begun that is just what is desired, by whichever create; `undefined` if it is not. */
export function readPending({ description }: Described, { identity, replacing }: Desired): string | undefined {
	const marker = readDescription(description, identity);
	const isBegun = marker?.state === "open" || (marker?.state === "kept" && marker.identity === identity);
	return isBegun && marker.digest === digestOf(replacing) ? marker.identity : undefined;
}

/**
 * The inputs as the create has them that made an object, if that or its marker shows that it was one of these coordinates: who
 * resumes it, or adopts it as the user says, goes on with its identity, and with the names that were made from it.
 */
export function toOwnInputs<Inputs extends { readonly identity: string }>(
	inputs: Inputs,
	{ description, identity }: Described & { readonly identity?: string },
	generate: Generate,
): Inputs {
	return rebase(inputs, identity ?? readDescription(description, inputs.identity)?.identity, generate);
}

/** Whether the create of an object is not finished: its description is still the marker that says so. */
export function isUnfinished({ description }: Described, { identity }: { readonly identity?: unknown }): boolean {
	// A state that was edited by hand may hold anything.
	if (typeof identity !== "string") return false;
	const marker = readDescription(description, identity);
	return marker !== undefined && marker.state !== "done" && marker.identity === identity;
}

/** Whether an object carries the marker of the very create that an intent of this machine is about. */
export function isOfIntent(found: Described, { identity, startedAt }: Intent): boolean {
	if (identity === undefined || !isSince(found.createdAt, { startedAt })) return false;
	return readDescription(found.description, identity)?.identity === identity;
}

/** What a create goes by, where the program need not write it itself. */
export interface Named {
	readonly identity: string;
	readonly name: string;
	readonly description?: string;
}

/**
 * The inputs with which an earlier create of the same coordinates may have finished an object, if it looks like that: its
 * name is given or made in the same way, so is its description, and one of the two shows the coordinates.
 */
export function findFinishedInputs<Inputs extends Named>(
	{ name, description }: { readonly name?: string; readonly description?: string },
	inputs: Inputs,
	generate: Generate,
): Inputs | undefined {
	const marker = readDescription(description, inputs.identity);
	if (marker && marker.state !== "done") return undefined;
	const own = rebase(inputs, marker?.identity, generate);
	const hasOtherName = marker === undefined && haveSameStem(name, own, generate);
	const isOwn = marker !== undefined || isGenerated(own, "name", generate);
	if (!isOwn || !(name === own.name || hasOtherName) || description !== own.description) return undefined;
	return hasOtherName ? { ...own, name } : own;
}
