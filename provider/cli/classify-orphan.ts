import { parseIdentity } from "../lifecycle/create-safety/resource-identity";

/** What is known of an object with an ownership marker that is not in the state of the stack. */
export interface Evidence {
	/** The identity of the create that made it; unknown if nothing tells where it was declared. */
	readonly identity?: string;

	/** Whether the marker says that the create is not finished. */
	readonly isOpen: boolean;

	/** The stack that the marker names, where it is not this one: `course/prod`. */
	readonly otherName?: string;

	/** Milliseconds since it was made, as far as the service tells. */
	readonly age?: number;

	/** Another stack of the backend that has it in its state, or was just creating it. */
	readonly holder?: string;

	/** The file that was given as the state does not have it, but the stack's own present state does. */
	readonly isInPresentState?: boolean;

	/** A resource in a state that has the same marker, but not this object. */
	readonly twin?: Twin;

	/** Identities of what killed runs of this stack were creating. */
	readonly pending: readonly string[];

	/** Identities of what this machine has begun for this stack in that place. */
	readonly begun: readonly string[];

	/** Milliseconds after which no run can still be at work on it. */
	readonly longest: number;
}

export interface Twin {
	readonly name: string;

	/** @default this one */
	readonly stack?: string;

	/** Its create or update was interrupted: the next `up` goes on with what has its marker. */
	readonly isUnfinished?: boolean;
}

/** Whose an object is. */
export type Verdict =
	| { readonly owner: "this stack" | "unsure"; readonly reason: string }
	| { readonly owner: "another stack"; readonly stack: string };

/**
 * Whose an object is: only this stack's for sure if its create was this stack's own, or if nobody else can have come to
 * the end of it. Coordinates alone prove nothing: whatever has been renamed, moved or imported keeps its marker.
 */
export function judgeOrphan(evidence: Evidence): Verdict {
	const { identity, isOpen, otherName, age, holder, twin, pending, begun, longest } = evidence;
	const isIndividual = identity !== undefined && parseIdentity(identity).incarnation !== undefined;
	if (holder !== undefined) return { owner: "another stack", stack: holder };
	if (evidence.isInPresentState) return unsure("the stack's present state has it, unlike the file that was given");
	if (isIndividual && pending.includes(identity)) return sure("an interrupted run of this stack was creating it");
	if (twin && (!isOpen || twin.isUnfinished || twin.stack !== undefined)) return unsure(explainTwin(twin));
	if (isIndividual && begun.includes(identity))
		return sure("an interrupted run on this machine made it for this stack");
	if (otherName !== undefined) return unsure(`its marker names ${otherName}, as do resources of this state`);
	if (identity === undefined) return unsure("the state does not tell below which parent it was declared");
	if (!isOpen) return unsure("its create is finished, so that another state may have it");
	if (age === undefined) return unsure("its create is not finished, and the service does not tell how old it is");
	if (age <= longest) return unsure("its create is not finished, and a run may still be at work on it");
	return sure("its create was never finished, and no run can still be at work on it");
}

function explainTwin({ name, stack, isUnfinished }: Twin): string {
	const where = stack === undefined ? "this state" : `the state of stack ${stack}`;
	return `it has the marker of ${name} in ${where}${isUnfinished ? ", which is not finished" : ""}`;
}

function sure(reason: string): Verdict {
	return { owner: "this stack", reason };
}

function unsure(reason: string): Verdict {
	return { owner: "unsure", reason };
}
