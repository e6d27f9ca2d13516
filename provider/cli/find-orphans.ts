import type { ServiceRegistry, Location } from "../services/service-registry";
import type { Services } from "../services/services";
import { coordinatesOf, composeIdentity } from "../lifecycle/create-safety/resource-identity";
import { listBegun } from "./pending-here";
import { type CloudObject, listObjects, takePart } from "./inventory";
import { findMark, hasMark } from "./find-marker";
import { findHolders, type Holders } from "./find-holders";
import { type Evidence, judgeOrphan } from "./classify-orphan";
import { findKind, type Kind, kinds, longestTimeout } from "./kinds";
import type { Backend } from "./other-stacks";
import { type Declared, listDeclared, nameStack, type Owner, type StackName } from "./match-owner";
import { readSealed } from "./sealed-secrets";
import { listIdentities, listIds, type StackState, type StoredResource } from "./stack-state";

/** An object that carries a mark which may be the stack's, and is not in its state. */
export interface Orphan {
	readonly object: CloudObject;
	readonly kind: Kind;

	/** The logical name in the mark. */
	readonly name: string;
	readonly owner?: Owner;
	readonly cloud: Services;

	/** Region and project as inputs, where these are not those of the settings. */
	readonly elsewhere: { readonly region?: string; readonly projectId?: string };

	/** Surely this stack's; what is not may be another one's. */
	readonly isCertain: boolean;

	/** Why it is this stack's, or may be another one's; one sentence without the full stop. */
	readonly reason: string;

	/** Why it cannot be imported, one sentence without the full stop. */
	readonly obstacle?: string;
}

/** An object with a mark that may be the stack's, which another stack has. */
export interface Held {
	readonly object: CloudObject;
	readonly kind: Kind;

	/** As the CLI names it. */
	readonly stack: string;
}

export interface Search {
	readonly orphans: readonly Orphan[];
	readonly held: readonly Held[];

	/** Objects with a mark of which nothing here tells whose it is. */
	readonly strangers: readonly CloudObject[];

	/** Why some may be missing. */
	readonly gaps: readonly string[];

	/** Milliseconds after which no run can still be at work on an object. */
	readonly longest: number;
}

export interface SearchOptions {
	readonly stack: StackName;
	readonly backend: Backend;

	/** Logical names of cloud images whose marks hold nothing but a hash. */
	readonly names: readonly string[];

	/** The state was given as a file: the stack's present one may have more. */
	readonly isFromFile: boolean;
	readonly now: number;
}

/** What a time-out does not count: the end of a run after it, and clocks that differ, milliseconds. */
const MARGIN = 1_800_000;

/** Compares what is in the cloud with what is in a state. */
export async function findOrphans(clouds: ServiceRegistry, state: StackState, options: SearchOptions): Promise<Search> {
	const { stack, backend, names } = options;
	const all = [...state.resources, ...state.pending];
	const ours = all.filter(({ urn }) => findKind(urn.types.at(-1) ?? ""));
	const stored = new Set(state.resources.flatMap(listIds));
	const longest = findLongest(all);
	const holders = findHolders(state, backend.stacks, stack, options.isFromFile);
	const pending = state.pending.flatMap(listIdentities);
	const others = backend.stacks.flatMap(({ project, stack: name }) => (project ? [{ project, stack: name }] : []));
	const home = await clouds.for({});
	const workspaces = [...new Set(["0", ...ours.flatMap(({ inputs }) => textOf(inputs.workspaceId))])];

	const found: Found[] = [];
	const gaps = [...backend.gaps];
	for (const place of listPlaces(ours, home)) {
		const cloud = await clouds.for(place);
		const elsewhere = cloud === home ? {} : { region: cloud.region, projectId: cloud.projectId };
		const inventory = await listObjects(cloud, workspaces);
		gaps.push(...inventory.gaps);
		const begun = listBegun(stack, cloud);
		const declared = listDeclared(state, stack, { names, begun, others });
		const known = { ...options, holders, declared, pending, begun: begun.map(({ identity }) => identity), longest };
		for (const object of inventory.objects) {
			const left = object.id.split(",").filter((id) => !stored.has(id));
			if (left.length === 0 || !hasMark(object)) continue;
			for (const part of holders.split(takePart(object, left))) {
				found.push(examineObject(part, object, known, { cloud, elsewhere }));
			}
		}
	}
	return {
		orphans: explainObstacles(
			found.flatMap(({ orphan }) => orphan ?? []),
			state,
		),
		held: found.flatMap(({ held }) => held ?? []),
		strangers: found.flatMap(({ stranger }) => stranger ?? []),
		gaps,
		longest,
	};
}

/** Milliseconds after which no run can still be at work on an object of the stack. */
export function findLongest(resources: readonly Pick<StoredResource, "timeouts">[]): number {
	return Math.max(longestTimeout, ...resources.flatMap(({ timeouts }) => timeouts)) * 1000 + MARGIN;
}

/** What an object with a mark is: one of these, or nothing to speak of. */
interface Found {
	readonly orphan?: Orphan;
	readonly held?: Held;
	readonly stranger?: CloudObject;
}

type Known = Pick<Evidence, "pending" | "begun" | "longest"> &
	Pick<SearchOptions, "stack" | "now"> & { readonly holders: Holders; readonly declared: Declared };

/** @param whole what the object is a part of, if several states have parts of it */
function examineObject(
	object: CloudObject,
	whole: CloudObject,
	{ holders, declared, stack, now, ...known }: Known,
	place: Pick<Orphan, "cloud" | "elsewhere">,
): Found {
	const marked = findMark(object, declared);
	const holder = holders.find(object.id, marked?.owner?.identity);
	if (!marked) return holder.stack === undefined ? { stranger: object } : {};

	const { owner, isOpen } = marked;
	const kind = findKind(owner?.token ?? "") ?? kinds[object.kinds[0] as keyof typeof kinds];
	const named = nameStack(marked.stack);
	const verdict = judgeOrphan({
		...known,
		identity: owner?.identity,
		isOpen,
		otherName: named === nameStack(stack) ? undefined : named,
		age: object.createdAt === undefined ? undefined : now - object.createdAt,
		holder: holder.stack,
		isInPresentState: holder.isPresent,
		twin: holders.findTwin(whole, marked),
	});
	if (verdict.owner === "another stack") return { held: { object, kind, stack: verdict.stack } };
	const isCertain = verdict.owner === "this stack";
	return { orphan: { object, kind, name: marked.name, owner, ...place, isCertain, reason: verdict.reason } };
}

/** The place of the settings, and every other one that the state knows. */
function listPlaces(ours: readonly StoredResource[], { region, projectId }: Services): Location[] {
	const others = ours.flatMap(({ inputs, outputs }) => {
		const [where] = [outputs, inputs].filter(
			(from) => textOf(from.region).length + textOf(from.projectId).length === 2,
		);
		return where ? [{ region: String(where.region), projectId: String(where.projectId) }] : [];
	});
	const all = [{ region, projectId }, ...others];
	return [...new Map(all.map((place) => [JSON.stringify([place.region, place.projectId]), place])).values()];
}

/** A state holds one object for each resource, and no two with one mark. */
function explainObstacles(orphans: readonly Orphan[], { resources }: StackState): Orphan[] {
	const inState = new Map(
		resources.flatMap((resource) => {
			const names = [composeIdentity(resource.urn), ...listIdentities(resource)];
			return names.map((name) => [name, resource.id ?? ""] as const);
		}),
	);
	return orphans.map((orphan) => {
		const { owner, name, kind } = orphan;
		if (!owner) return { ...orphan, obstacle: "the state does not tell below which parent it was declared" };

		const names = [coordinatesOf(owner.identity), owner.identity];
		const other = names.map((one) => inState.get(one)).find((id) => id !== undefined);
		if (other !== undefined) return { ...orphan, obstacle: `${name} is in the state already, as ${other}` };

		for (const one of names) inState.set(one, orphan.object.id);
		if (kind.name === "NotebookImage" && owner.pending && readSealed(owner).paths.length > 0) {
			return { ...orphan, obstacle: "the service does not tell its inputs, and some of them are secret" };
		}
		if (kind.name !== "NotebookImage" || owner.pending) return orphan;
		return { ...orphan, obstacle: "the service does not tell which notebook it was saved from" };
	});
}

function textOf(value: unknown): string[] {
	return typeof value === "string" && value !== "" ? [value] : [];
}
