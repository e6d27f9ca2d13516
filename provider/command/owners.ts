import { composeIdentity, parseIdentity } from "../recovery/identity";
import { describeOwner } from "../recovery/mark";
import { findKind, kinds } from "./kinds";
import type { StackState, StoredResource } from "./stack-state";

/** The resource of a program that a mark in the cloud is of. */
export interface Owner {
	/** Pulumi's type. */
	readonly token: string;

	/** The logical name. */
	readonly name: string;
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

/** What a mark that is found in the cloud can be compared with. */
export interface Declared {
	readonly stacks: readonly StackName[];

	/** Where resources may have been: no parent, and every type of component of the state. */
	readonly parents: readonly Parent[];

	/** Resources by the hash of their identity: known ones, and all that any known name may have been. */
	readonly owners: ReadonlyMap<string, Owner>;
}

interface Parent {
	readonly types: readonly string[];
	readonly urn?: string;
}

/** All that a state says of who may have made an object. */
export function listDeclared(
	{ resources, pending }: StackState,
	named: readonly StackName[],
	moreNames: readonly string[],
): Declared {
	const all = [...resources, ...pending];
	const known = [
		...resources.flatMap(readOwner),
		...pending.flatMap((one) => readOwner(one).map((owner) => ({ ...owner, pending: one }))),
	];
	const stacks = uniqueBy(
		[
			...named,
			...all.map(({ urn: { project, stack } }) => ({ project, stack })),
			// A stack that was renamed: the marks still have its old name.
			...known.map(({ identity }) => parseIdentity(identity)).filter(({ project }) => project !== ""),
		],
		({ project, stack }) => `${project}:${stack}`,
	);
	const components = all.filter(({ urn: { types } }) => mayHaveChildren(types.at(-1) ?? ""));
	const parents = uniqueBy(
		[{ types: [] }, ...components.map(({ urn: { types, text } }) => ({ types, urn: text }))] as Parent[],
		({ types }) => types.join("$"),
	);
	const names = [...moreNames, ...all.map(({ urn }) => urn.name)];
	const owners = new Map(listPossible({ stacks, parents }, names).map((owner) => [hashOf(owner), owner]));
	for (const owner of known) owners.set(hashOf(owner), owner);
	return { stacks, parents, owners };
}

function readOwner({ urn, inputs, outputs, parent }: StoredResource): Owner[] {
	const token = urn.types.at(-1) ?? "";
	if (!findKind(token)) return [];
	const identity = [inputs.identity, outputs.identity, composeIdentity(urn)].find((text) => typeof text === "string");
	return [{ token, name: urn.name, identity: String(identity), parent }];
}

function mayHaveChildren(token: string): boolean {
	return !token.startsWith("pulumi:") && !findKind(token);
}

/** Every resource of ours that could have one of these names. */
function listPossible({ stacks, parents }: Pick<Declared, "stacks" | "parents">, names: readonly string[]): Owner[] {
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

const DESCRIPTION = /^Managed by Pulumi: .* \[([0-9a-f]{12})(?:\.[0-9a-f]{8}\.open)?\]$/su;

/** A mark of one of the stacks: the resource, or only its name where nothing tells which resource of that name it is. */
export interface MarkedName {
	readonly name: string;
	readonly owner?: Owner;
}

/** Whose a description is, if it is a mark of one of these stacks. */
export function findOwnerByDescription(
	description: string,
	tokens: readonly string[],
	declared: Declared,
): MarkedName | undefined {
	const [, digits] = DESCRIPTION.exec(description) ?? [];
	if (digits === undefined) return undefined;

	const text = description.slice(0, description.lastIndexOf(" ["));
	const stack = declared.stacks.find((one) => text.startsWith(startOf(one)));
	if (!stack) return undefined;

	const name = text.slice(startOf(stack).length);
	const fits = (owner: Owner) => tokens.includes(owner.token) && hashOf(owner).startsWith(digits);
	const owner = [...declared.owners.values(), ...listPossible({ ...declared, stacks: [stack] }, [name])].find(fits);
	return { name: owner?.name ?? name, owner };
}

/** How the marks of a stack begin: characters that descriptions may not have are replaced in them. */
function startOf({ project, stack }: StackName): string {
	const mark = describeOwner(composeIdentity({ project, stack, types: [], name: "" }));
	return mark.slice(0, mark.lastIndexOf(" ["));
}

/**
 * Whose a tag is. It holds nothing but a hash, so that the logical name has to be known, or to be in the names of the
 * images.
 */
export function findOwnerByTag(value: string, imageNames: readonly string[], declared: Declared): Owner | undefined {
	const [digits] = /^[0-9a-f]{20}(?=\.)/.exec(value) ?? [];
	if (digits === undefined) return undefined;
	const names = imageNames.flatMap((name) => [name, name.replace(/-[0-9a-f]{7}(-\d+)?$/, "")]);
	return declared.owners.get(digits) ?? listPossible(declared, names).find((owner) => hashOf(owner) === digits);
}

function hashOf({ identity }: Pick<Owner, "identity">): string {
	return parseIdentity(identity).hash;
}

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
	return [...new Map([...items].reverse().map((item) => [key(item), item])).values()].reverse();
}
