import { composeIdentity, parseIdentity } from "../lifecycle/create-safety/resource-identity";
import { beginningOfTags, describeOwner } from "../lifecycle/create-safety/ownership-marker";
import { groupBy } from "./group-by";
import { findKind, kinds } from "../resources";
import { listIdentities, parseUrn, type StackState, type StoredResource } from "./stack-state";

/** The resource of a program that an ownership marker belongs to. */
export interface Owner {
	/** Pulumi's type. */
	readonly token: string;

	/** The logical name. */
	readonly name: string;

	/** Coordinates; for a marker found in the cloud, the identity of its create. */
	readonly identity: string;

	/** The URN of the parent, if it has one; of several of one type, any: a marker does not distinguish them. */
	readonly parent?: string;

	/** The pending create of a killed run: its inputs are known. */
	readonly pending?: StoredResource;
}

export interface StackName {
	readonly project: string;
	readonly stack: string;
}

export function formatStackName({ project, stack }: StackName): string {
	return `${project}/${stack}`;
}

/** A pending create of this machine. */
export interface PendingCreate {
	readonly identity: string;
	readonly urn?: string;
}

/** All possible owners of markers in the cloud. */
export interface Declared {
	/** This stack, and former names of it that its resources or their markers still have. */
	readonly stacks: readonly StackName[];

	/** Possible parents: none, and every type of component in the state. */
	readonly parents: readonly Parent[];

	/** By the prefix of their markers: pending creates first, then every possible owner with a known name, then resources. */
	readonly owners: ReadonlyMap<string, readonly Owner[]>;
}

interface Parent {
	readonly types: readonly string[];
	readonly urn?: string;
}

/** Names that are not in the state. */
export interface MoreNames {
	/** Logical names. */
	readonly names?: readonly string[];

	/** Pending creates of this machine for the stack. */
	readonly pendingHere?: readonly PendingCreate[];

	/** Existing stacks: markers with their names are theirs. */
	readonly others?: readonly StackName[];
}

/** Lists all possible owners of markers of a stack. */
export function listDeclared(
	{ resources, pending }: StackState,
	own: StackName,
	{ names = [], pendingHere = [], others = [] }: MoreNames = {},
): Declared {
	const all = [...resources, ...pending];
	const created = pending.flatMap((one) =>
		readOwners(one).map((owner) => ({ ...owner, name: one.urn.name, pending: one })),
	);
	const known = resources.flatMap(readOwners);

	// A renamed stack: the markers still have its old name, unless a stack of that name exists again.
	const former = [...created, ...known].map(({ identity }) => parseIdentity(identity));
	const isExisting = (name: StackName) => others.some((other) => formatStackName(other) === formatStackName(name));
	const stacks = uniqueBy([own, ...former.filter((name) => name.project !== "" && !isExisting(name))], formatStackName);

	const components = all.filter(({ urn: { types } }) => mayHaveChildren(types.at(-1) ?? ""));
	const parents = uniqueBy(
		[{ types: [] }, ...components.map(({ urn: { types, text } }) => ({ types, urn: text }))] as Parent[],
		({ types }) => types.join("$"),
	);
	const interrupted = pendingHere.flatMap((one) => readPendingCreate(one, parents));
	const possible = listPossible({ stacks, parents }, [...names, ...all.map(({ urn }) => urn.name)]);
	const theirs = known.filter(({ identity }) =>
		stacks.some((stack) => formatStackName(stack) === formatStackName(parseIdentity(identity))),
	);
	return { stacks, parents, owners: groupByMarker([...created, ...interrupted, ...possible, ...theirs]) };
}

function groupByMarker(all: readonly Owner[]): Map<string, Owner[]> {
	const keyed = all.flatMap((owner) => [textOf(owner), beginningOfTags(owner.identity)].map((key) => ({ key, owner })));
	const groups = groupBy(keyed, ({ key }) => key);
	return new Map([...groups].map(([key, group]) => [key, group.map(({ owner }) => owner)]));
}

/** The logical name in the identity may be an older one than that in the URN. */
function readOwners(resource: StoredResource): Owner[] {
	const { urn, parent } = resource;
	const token = urn.types.at(-1) ?? "";
	if (!findKind(token)) return [];
	return listIdentities(resource).map((identity) => ({ token, name: parseIdentity(identity).name, identity, parent }));
}

function readPendingCreate({ identity, urn }: PendingCreate, parents: readonly Parent[]): Owner[] {
	const { types = [], name = "" } = parseUrn(urn ?? "") ?? {};
	const token = types.at(-1) ?? "";
	const parent = parents.find((one) => one.types.join("$") === types.slice(0, -1).join("$"));
	return findKind(token) && parent ? [{ token, name, identity, parent: parent.urn }] : [];
}

function mayHaveChildren(token: string): boolean {
	return !token.startsWith("pulumi:") && !findKind(token);
}

/** Lists every possible resource with one of these names. */
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

/** The marker in a description without its hash. */
export function textOf({ identity }: Pick<Owner, "identity">): string {
	return ownerIn(describeOwner(identity));
}

/** The part of a description before the hash of its marker. */
export function ownerIn(description: string): string {
	return description.slice(0, Math.max(0, description.lastIndexOf(" [")));
}

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
	return [...new Map([...items].reverse().map((item) => [key(item), item])).values()].reverse();
}
