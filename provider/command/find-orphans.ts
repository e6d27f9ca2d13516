import type { Cloud, Clouds, Place } from "../cloud/cloud";
import { parseIdentity } from "../recovery/identity";
import { type CloudObject, listObjects } from "./cloud-objects";
import { findKind, type Kind, kinds } from "./kinds";
import {
	type Declared,
	findOwnerByDescription,
	findOwnerByTag,
	listDeclared,
	type MarkedName,
	type Owner,
	type StackName,
} from "./owners";
import { listIds, type StackState, type StoredResource } from "./stack-state";

/** An object that carries the mark of a stack and is not in its state. */
export interface Orphan {
	readonly object: CloudObject;
	readonly kind: Kind;

	/** The logical name in the mark. */
	readonly name: string;
	readonly owner?: Owner;
	readonly cloud: Cloud;

	/** Region and project as inputs, where these are not those of the settings. */
	readonly elsewhere: { readonly region?: string; readonly projectId?: string };

	/** Why it cannot be imported, one sentence without the full stop. */
	readonly obstacle?: string;
}

export interface Search {
	readonly orphans: readonly Orphan[];

	/** Cloud images with a mark of which nothing here tells whose it is. */
	readonly strangers: readonly CloudObject[];

	/** Why some may be missing. */
	readonly gaps: readonly string[];
}

/** Compares what is in the cloud with what is in a state. */
export async function findOrphans(
	clouds: Clouds,
	state: StackState,
	named: { readonly stacks: readonly StackName[]; readonly names: readonly string[] },
): Promise<Search> {
	const declared = listDeclared(state, named.stacks, named.names);
	const stored = new Set([...state.resources].flatMap(listIds));
	const ours = [...state.resources, ...state.pending].filter(({ urn }) => findKind(urn.types.at(-1) ?? ""));
	const home = await clouds.at({});
	const workspaces = [...new Set(["0", ...ours.flatMap(({ inputs }) => textOf(inputs.workspaceId))])];

	const orphans: Orphan[] = [];
	const strangers: CloudObject[] = [];
	const gaps: string[] = [];
	for (const place of listPlaces(ours, home)) {
		const cloud = await clouds.at(place);
		const elsewhere = cloud === home ? {} : { region: cloud.region, projectId: cloud.projectId };
		const inventory = await listObjects(cloud, workspaces);
		gaps.push(...inventory.gaps);
		for (const object of inventory.objects) {
			if (object.id.split(",").every((id) => stored.has(id))) continue;
			const marked = findMark(object, declared);
			if (!marked) {
				if (object.tag !== undefined) strangers.push(object);
				continue;
			}
			const kind = findKind(marked.owner?.token ?? "") ?? kinds[object.kinds[0] as keyof typeof kinds];
			const left = object.id.split(",").filter((id) => !stored.has(id));
			orphans.push({ object: { ...object, id: left.join(",") }, kind, ...marked, cloud, elsewhere });
		}
	}
	return { orphans: explainObstacles(orphans, state), strangers, gaps };
}

/** The place of the settings, and every other one that the state knows. */
function listPlaces(ours: readonly StoredResource[], { region, projectId }: Cloud): Place[] {
	const others = ours.flatMap(({ inputs, outputs }) => {
		const [where] = [outputs, inputs].filter(
			(from) => textOf(from.region).length + textOf(from.projectId).length === 2,
		);
		return where ? [{ region: String(where.region), projectId: String(where.projectId) }] : [];
	});
	const all = [{ region, projectId }, ...others];
	return [...new Map(all.map((place) => [JSON.stringify([place.region, place.projectId]), place])).values()];
}

function findMark(
	{ description, tag, kinds: possible, names }: CloudObject,
	declared: Declared,
): MarkedName | undefined {
	if (tag !== undefined) {
		const owner = findOwnerByTag(tag, names, declared);
		return owner && { owner, name: owner.name };
	}
	const tokens = possible.map((kind) => kinds[kind].token);
	return findOwnerByDescription(description ?? "", tokens, declared);
}

/** A state holds one object for each resource. */
function explainObstacles(orphans: readonly Orphan[], { resources }: StackState): Orphan[] {
	const hashOf = (identity: unknown) => parseIdentity(String(identity)).hash;
	const inState = new Map(
		resources.flatMap(({ id, inputs, outputs }) => {
			const identity = inputs.identity ?? outputs.identity;
			return id !== undefined && identity !== undefined ? [[hashOf(identity), id] as const] : [];
		}),
	);
	return orphans.map((orphan) => {
		const { owner, name, kind } = orphan;
		if (!owner) return { ...orphan, obstacle: "the state does not tell below which parent it was declared" };

		const hash = hashOf(owner.identity);
		const other = inState.get(hash);
		if (other !== undefined) return { ...orphan, obstacle: `${name} is in the state already, as ${other}` };

		inState.set(hash, orphan.object.id);
		if (kind.name !== "NotebookImage" || owner.pending) return orphan;
		return { ...orphan, obstacle: "the service does not tell which notebook it was saved from" };
	});
}

function textOf(value: unknown): string[] {
	return typeof value === "string" && value !== "" ? [value] : [];
}
