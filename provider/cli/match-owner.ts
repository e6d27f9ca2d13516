import { composeIdentity, parseIdentity } from "../lifecycle/create-safety/resource-identity";
import { beginningOfTags, describeOwner } from "../lifecycle/create-safety/ownership-marker";
import { groupBy } from "./group-by";
import { findKind, kinds } from "./kinds";
import { listIdentities, parseUrn, type StackState, type StoredResource } from "./stack-state";

/** The resource of a program that a mark in the cloud is of. */
export interface Owner {
	/** Pulumi's type. */
	readonly token: string;

	/** The logical name. */
	readonly name: string;

	/** Coordinates; of a mark that was found, those of its create. */
	readonly identity: string;

	/** The URN of the parent, if it has one; of several of one type, any: no URN tells them apart. */
	readonly parent?: string;

	/** What a killed run was creating: its inputs are known. */
	readonly pending?: StoredResource;
}

export interface StackName {
	readonly project: string;
	readonly stack: string;
}

export function nameStack({ project, stack }: StackName): string {
	return `${project}/${stack}`;
}

/** A create that this machine has begun. */
export interface Begun {
	readonly identity: string;
	readonly urn?: string;
}

/** What a mark that is found in the cloud can be compared with. */
export interface Declared {
	/** This one, and others that its resources have been in, or whose marks they have. */
	readonly stacks: readonly StackName[];

	/** Where resources may have been: no parent, and every type of component of the state. */
	readonly parents: readonly Parent[];

	/** Killed creates first, then resources, and all that any known name may have been; by how their marks begin. */
	readonly owners: ReadonlyMap<string, readonly Owner[]>;
}

interface Parent {
	readonly types: readonly string[];
	readonly urn?: string;
}

/** What a state does not say. */
export interface MoreNames {
	/** Logical names. */
	readonly names?: readonly string[];

	/** What this machine has begun for the stack. */
	readonly begun?: readonly Begun[];

	/** Stacks that are there today: what has their names is theirs. */
	readonly others?: readonly StackName[];
}

/** All that a state says of who may have made an object of a stack. */
export function listDeclared(
	{ resources, pending }: StackState,
	own: StackName,
	{ names = [], begun = [], others = [] }: MoreNames = {},
): Declared {
	const all = [...resources, ...pending];
	const created = pending.flatMap((one) =>
		readOwners(one).map((owner) => ({ ...owner, name: one.urn.name, pending: one })),
	);
	const known = resources.flatMap(readOwners);

	// A stack that was renamed: the marks still have its old name, unless there is a stack of that name again.
	const former = [...created, ...known].map(({ identity }) => parseIdentity(identity));
	const isThere = (name: StackName) => others.some((other) => nameStack(other) === nameStack(name));
	const stacks = uniqueBy([own, ...former.filter((name) => name.project !== "" && !isThere(name))], nameStack);

	const components = all.filter(({ urn: { types } }) => mayHaveChildren(types.at(-1) ?? ""));
	const parents = uniqueBy(
		[{ types: [] }, ...components.map(({ urn: { types, text } }) => ({ types, urn: text }))] as Parent[],
		({ types }) => types.join("$"),
	);
	const interrupted = begun.flatMap((one) => readBegun(one, parents));
	const possible = listPossible({ stacks, parents }, [...names, ...all.map(({ urn }) => urn.name)]);
	const theirs = known.filter(({ identity }) =>
		stacks.some((stack) => nameStack(stack) === nameStack(parseIdentity(identity))),
	);
	return { stacks, parents, owners: groupByMark([...created, ...interrupted, ...possible, ...theirs]) };
}

function groupByMark(all: readonly Owner[]): Map<string, Owner[]> {
	const keyed = all.flatMap((owner) => [textOf(owner), beginningOfTags(owner.identity)].map((key) => ({ key, owner })));
	const groups = groupBy(keyed, ({ key }) => key);
	return new Map([...groups].map(([key, group]) => [key, group.map(({ owner }) => owner)]));
}

/** Its logical name when its object was made may have been another one than today. */
function readOwners(resource: StoredResource): Owner[] {
	const { urn, parent } = resource;
	const token = urn.types.at(-1) ?? "";
	if (!findKind(token)) return [];
	return listIdentities(resource).map((identity) => ({ token, name: parseIdentity(identity).name, identity, parent }));
}

function readBegun({ identity, urn }: Begun, parents: readonly Parent[]): Owner[] {
	const { types = [], name = "" } = parseUrn(urn ?? "") ?? {};
	const token = types.at(-1) ?? "";
	const parent = parents.find((one) => one.types.join("$") === types.slice(0, -1).join("$"));
	return findKind(token) && parent ? [{ token, name, identity, parent: parent.urn }] : [];
}

function mayHaveChildren(token: string): boolean {
	return !token.startsWith("pulumi:") && !findKind(token);
}

/** Every resource of ours that could have one of these names. */
export function listPossible(
	{ stacks, parents }: Pick<Declared, "stacks" | "parents">,
	names: readonly string[],
): Owner[] {
	return [...new Set(names)].flatMap((name) =>
		Object.values(kinds).flatMap(({ token }) =>
			stacks.flatMap((stack) =>
				parents.map(({ types, urn }) => {
					const identity = composeIdentity({ ...stack, types: [...types, token], name });
					return { token, name, identity, parent: urn };
				}),
			),
		),
	);
}

/** The mark of a description without its digits. */
export function textOf({ identity }: Pick<Owner, "identity">): string {
	return ownerIn(describeOwner(identity));
}

/** What a description has before the digits of its mark. */
export function ownerIn(description: string): string {
	return description.slice(0, Math.max(0, description.lastIndexOf(" [")));
}

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
	return [...new Map([...items].reverse().map((item) => [key(item), item])).values()].reverse();
}
