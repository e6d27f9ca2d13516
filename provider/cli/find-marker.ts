import { composeIdentity, parseIdentity } from "../lifecycle/create-safety/resource-identity";
import { beginningOfTags, type Marker, readDescription, readTag } from "../lifecycle/create-safety/ownership-marker";
import type { CloudObject } from "./inventory";
import { kinds } from "./kinds";
import { type Declared, listPossible, type Owner, ownerIn, type StackName, textOf } from "./match-owner";

/** What the mark of an object says. */
export interface Marked {
	/** The logical name. */
	readonly name: string;

	/** The stack that is named in the mark, or in the coordinates that it has. */
	readonly stack: StackName;

	/** Whether the create is not finished. */
	readonly isOpen: boolean;

	/** The resource, with the identity of the create; nothing where only a name tells which it is. */
	readonly owner?: Owner;
}

type MarkedObject = Pick<CloudObject, "kinds" | "names" | "description" | "tag">;

/** So many characters of a tag are the same for all creates of a resource. */
const SAME_IN_TAGS = beginningOfTags("").length;

/** Whose an object is by its mark, if that can be of one of these stacks. */
export function findMark(object: MarkedObject, declared: Declared): Marked | undefined {
	const { tag, description = "" } = object;
	const named = tag === undefined ? readName(description, declared.stacks) : undefined;
	const possible = listPossible(declared, tag === undefined ? [] : guessNames(object.names));
	const inText = named ? listPossible({ ...declared, stacks: [named.stack] }, [named.name]) : [];
	const known = declared.owners.get(tag === undefined ? ownerIn(description) : tag.slice(0, SAME_IN_TAGS)) ?? [];

	const tokens = object.kinds.map((kind) => kinds[kind].token);
	const read = [...known, ...inText, ...possible].flatMap((owner) => {
		const marker = tokens.includes(owner.token) ? readMark(object, owner.identity) : undefined;
		return marker ? [{ owner, marker }] : [];
	});
	const exact = read.find(({ owner, marker }) => owner.pending && owner.identity === marker.identity);
	const found = exact ?? read.find(({ owner }) => !owner.pending) ?? read[0];
	if (!found) return named && { ...named, isOpen: description.endsWith(".open]") };

	const { marker } = found;
	const { pending, ...owner } = { ...found.owner, identity: marker.identity };
	const { project, stack } = parseIdentity(marker.identity);
	return {
		name: owner.name,
		stack: { project, stack },
		isOpen: marker.isOpen,
		owner: exact ? { ...owner, pending } : owner,
	};
}

/** Whether it has a mark of ours at all, whosever it is. */
export function hasMark({ tag, description = "" }: MarkedObject): boolean {
	return tag !== undefined || DESCRIPTION.test(description);
}

const DESCRIPTION = /^Managed by Pulumi: .* \[[0-9a-f]{12}(?:\.[0-9a-f]{8}\.open)?\]$/su;

/** @param identity of which only the coordinates matter */
export function readMark(
	{ tag, description }: Pick<CloudObject, "tag" | "description">,
	identity: string,
): Marker | undefined {
	return tag === undefined ? readDescription(description, identity) : readTag(tag, identity);
}

/** What is named in a description, if it is one of these stacks. */
function readName(description: string, stacks: readonly StackName[]): Pick<Marked, "name" | "stack"> | undefined {
	if (!DESCRIPTION.test(description)) return undefined;
	const text = ownerIn(description);
	const stack = stacks.find((one) => text.startsWith(startOf(one)));
	return stack && { name: text.slice(startOf(stack).length), stack };
}

/** How the marks of a stack begin: characters that descriptions may not have are replaced in them. */
function startOf({ project, stack }: StackName): string {
	return textOf({ identity: composeIdentity({ project, stack, types: [], name: "" }) });
}

/** A tag holds nothing but a hash, so that the logical name has to be known, or to be in the names of the images. */
function guessNames(imageNames: readonly string[]): string[] {
	return imageNames.flatMap((name) => [name, name.replace(/-[0-9a-f]{7}(-\d+)?$/, "")]);
}
