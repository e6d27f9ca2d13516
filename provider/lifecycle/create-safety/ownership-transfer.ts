import { isMarkerOfAnother } from "./ownership-marker";
import { isUnfinished } from "./pending-object";

/** The inputs of a resource, as its state has them: edited by hand, they may hold anything. */
interface Known {
	readonly identity?: unknown;
	readonly description?: unknown;
}

/**
 * Whether a newer resource has adopted an object since our state was written: its description has become the marker of
 * that resource. What was imported with such a description has it in its state.
 */
export function isAdoptedElsewhere({ description }: { readonly description?: string }, known: Known): boolean {
	const { identity, description: declared } = known;
	if (description === undefined || typeof identity !== "string" || typeof declared !== "string") return false;
	return description !== declared && isMarkerOfAnother(description, identity);
}

/**
 * What a refresh finds of a description. An ownership marker is in the place of what the program says: ours until the
 * create is finished, or that of the resource that has adopted the object.
 */
export function ignoreMarker(declared: string, found = declared, inputs: Known = {}): string {
	const described = { description: found };
	return isUnfinished(described, inputs) || isAdoptedElsewhere(described, inputs) ? declared : found;
}

/** An object that another resource has adopted. */
interface Adopted {
	/** `notebook`. */
	readonly noun: string;
	readonly id: string;
	readonly description?: string;
}

/** What is said in place of a deletion. */
export function explainKept({ noun, id, description = "" }: Adopted): string {
	return (
		`The ${noun} ${id} was not deleted: another resource has adopted it since, as its description says: ` +
		`"${description}". Delete it there.`
	);
}

/** What is said by a refresh. */
export function explainAdopted({ noun, id, description = "" }: Adopted): string {
	return (
		`Another resource has adopted the ${noun} ${id}, as its description says: "${description}". Take this resource out ` +
		`of its program: the ${noun} stays.`
	);
}
