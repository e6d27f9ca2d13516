import type { MarkerState } from "../lifecycle/create-safety/ownership-marker";
import { parseIdentity } from "../lifecycle/create-safety/resource-identity";

/** The evidence on an object with an ownership marker that is not in the state of the stack. */
export interface Evidence {
	/** The identity of its create; unknown if neither marker nor state shows where it was declared. */
	readonly identity?: string;

	/** What its marker says of its create. */
	readonly state: MarkerState;

	/** The stack that the marker names, where it is not this one: `course/prod`. */
	readonly otherName?: string;

	/** Milliseconds since its creation, if the service reports it. */
	readonly age?: number;

	/** Another stack of the backend that has it in its state, or has a pending create of it. */
	readonly holder?: string;

	/** The given state file does not have it, but the stack's current state does. */
	readonly isInPresentState?: boolean;

	/** A resource in a state with the same marker and another object. */
	readonly duplicate?: Duplicate;

	/** Identities of the creates that killed runs of this stack left pending. */
	readonly pending: readonly string[];

	/** Identities of the creates that this machine left pending for this stack in that location. */
	readonly pendingHere: readonly string[];

	/** Maximum duration of a run that may still work on it, milliseconds. */
	readonly maxRunTime: number;
}

export interface Duplicate {
	readonly name: string;

	/** @default this one */
	readonly stack?: string;

	/** Its create or update was interrupted: the next `up` resumes the object with its marker. */
	readonly isUnfinished?: boolean;
}

/** The owner of an object. */
export type Ownership =
	| { readonly owner: "this stack" | "uncertain"; readonly reason: string }
	| { readonly owner: "another stack"; readonly stack: string };

/**
 * Finds the owner of an object: certainly this stack only if its create was this stack's own, or if no other run can have
 * completed it. Coordinates alone prove nothing: an object of a renamed, moved or imported resource keeps its marker.
 */
export function classifyOrphan(evidence: Evidence): Ownership {
	const { identity, state, otherName, age, holder, duplicate, pending, pendingHere, maxRunTime } = evidence;
	const isIndividual = identity !== undefined && parseIdentity(identity).incarnation !== undefined;
	if (holder !== undefined) return { owner: "another stack", stack: holder };
	if (evidence.isInPresentState) return uncertain("the stack's current state has it, unlike the given file");
	if (isIndividual && pending.includes(identity)) return certain("an interrupted run of this stack was creating it");
	if (duplicate && (state !== "open" || duplicate.isUnfinished || duplicate.stack !== undefined))
		return uncertain(explainDuplicate(duplicate));
	if (isIndividual && pendingHere.includes(identity))
		return certain("an interrupted run on this machine created it for this stack");
	if (otherName !== undefined) return uncertain(`its marker names ${otherName}, as do resources of this state`);
	if (identity === undefined) return uncertain("the state does not show under which parent it was declared");
	if (state === "done") return uncertain("its create is complete, so another state may have it");
	if (state === "kept")
		return uncertain("a state had it when its create was interrupted, so another state may have it");
	if (age === undefined) return uncertain("its create is pending, and the service does not report its age");
	if (age <= maxRunTime) return uncertain("its create is pending, and a run may still be in progress");
	return certain("its create never completed, and no run can still be in progress");
}

function explainDuplicate({ name, stack, isUnfinished }: Duplicate): string {
	const where = stack === undefined ? "this state" : `the state of stack ${stack}`;
	return `it has the marker of ${name} in ${where}${isUnfinished ? ", which is unfinished" : ""}`;
}

function certain(reason: string): Ownership {
	return { owner: "this stack", reason };
}

function uncertain(reason: string): Ownership {
	return { owner: "uncertain", reason };
}
