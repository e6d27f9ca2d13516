import { composeIdentity, parseIdentity } from "../lifecycle/create-safety/resource-identity";
import {
	beginningOfTags,
	type Marker,
	type MarkerState,
	readDescription,
	readMarkerState,
	readTag,
} from "../lifecycle/create-safety/ownership-marker";
import type { CloudObject } from "./inventory";
import { kinds } from "../resources";
import { type Declared, listPossible, type Owner, ownerIn, type StackName, textOf } from "./match-owner";

/** The contents of an object's ownership marker. */
export interface Marked {
	/** The logical name. */
	readonly name: string;

	/** The stack in the marker's text, or in the coordinates that its hash belongs to. */
	readonly stack: StackName;

	readonly state: MarkerState;

	/** The resource, with the identity of the create; absent where the marker shows a name only. */
	readonly owner?: Owner;
}

type MarkedObject = Pick<CloudObject, "kinds" | "names" | "description" | "tag">;

/** Length of the prefix of a tag that all creates of a resource share. */
const TAG_PREFIX_LENGTH = beginningOfTags("").length;

/** Finds the owner in an object's marker, if it can be one of these stacks. */
export function findMarker(object: MarkedObject, declared: Declared): Marked | undefined {
	const { tag, description = "" } = object;
	const named = tag === undefined ? readName(description, declared.stacks) : undefined;
	const possible = listPossible(declared, tag === undefined ? [] : guessNames(object.names));
	const inText = named ? listPossible({ ...declared, stacks: [named.stack] }, [named.name]) : [];
	const known = declared.owners.get(tag === undefined ? ownerIn(description) : tag.slice(0, TAG_PREFIX_LENGTH)) ?? [];

	const tokens = object.kinds.map((kind) => kinds[kind].token);
	const read = [...known, ...inText, ...possible].flatMap((owner) => {
		const marker = tokens.includes(owner.token) ? readMarker(object, owner.identity) : undefined;
		return marker ? [{ owner, marker }] : [];
	});
	const exact = read.find(({ owner, marker }) => owner.pending && owner.identity === marker.identity);
	const found = exact ?? read.find(({ owner }) => !owner.pending) ?? read[0];
	if (!found) return named;

	const { marker } = found;
	const { pending, ...owner } = { ...found.owner, identity: marker.identity };
	const { project, stack } = parseIdentity(marker.identity);
	return {
		name: owner.name,
		stack: { project, stack },
		state: marker.state,
		owner: exact ? { ...owner, pending } : owner,
	};
}

/** Whether an object has an ownership marker of any stack. */
export function hasMarker({ tag, description }: MarkedObject): boolean {
	return readMarkerState(tag ?? description) !== undefined;
}

/** @param identity only its coordinates are compared */
export function readMarker(
	{ tag, description }: Pick<CloudObject, "tag" | "description">,
	identity: string,
): Marker | undefined {
	return tag === undefined ? readDescription(description, identity) : readTag(tag, identity);
}

/** The stack and the name in a description that is a marker, if it is one of these stacks. */
function readName(description: string, stacks: readonly StackName[]): Omit<Marked, "owner"> | undefined {
	const state = readMarkerState(description);
	if (!state) return undefined;
	const text = ownerIn(description);
	const stack = stacks.find((one) => text.startsWith(markerPrefix(one)));
	return stack && { name: text.slice(markerPrefix(stack).length), stack, state };
}

/** The prefix of a stack's markers: characters that descriptions cannot have are replaced in it. */
function markerPrefix({ project, stack }: StackName): string {
	return textOf({ identity: composeIdentity({ project, stack, types: [], name: "" }) });
}

/** A tag holds only a hash: the logical name has to be known, or is guessed from the names of the images. */
function guessNames(imageNames: readonly string[]): string[] {
	return imageNames.flatMap((name) => [name, name.replace(/-[0-9a-f]{7}(-\d+)?$/, "")]);
}
