import type { ServiceRegistry, Location } from "../services/service-registry";
import type { Services } from "../services/services";
import { coordinatesOf, composeIdentity } from "../lifecycle/create-safety/resource-identity";
import { listPendingHere } from "./pending-here";
import { type CloudObject, listObjects, takePart } from "./inventory";
import { findMarker, hasMarker } from "./find-marker";
import { findHolders, type Holders } from "./find-holders";
import { type Evidence, classifyOrphan } from "./classify-orphan";
import { findKind, type Kind, type KindName, kinds } from "../resources";
import type { Backend } from "./other-stacks";
import { type Declared, listDeclared, formatStackName, type Owner, type StackName } from "./match-owner";
import { readSealed } from "./sealed-secrets";
import { listIdentities, listIds, type StackState, type StoredResource } from "./stack-state";

/** An object with an ownership marker that may be the stack's, and that is not in its state. */
export interface Orphan {
	readonly object: CloudObject;
	readonly kind: Kind;

	/** The logical name in the marker. */
	readonly name: string;
	readonly owner?: Owner;
	readonly services: Services;

	/** Region and project as inputs, where they differ from the settings. */
	readonly otherLocation: { readonly region?: string; readonly projectId?: string };

	/** It certainly belongs to this stack; any other may belong to another stack. */
	readonly isCertain: boolean;

	/** Why it belongs to this stack, or may belong to another one; one sentence without the full stop. */
	readonly reason: string;

	/** Why it cannot be imported, one sentence without the full stop. */
	readonly obstacle?: string;
}

/** An object with a marker that may be the stack's, and that is in the state of another stack. */
export interface Held {
	readonly object: CloudObject;
	readonly kind: Kind;

	/** As the CLI names it. */
	readonly stack: string;
}

export interface Search {
	readonly orphans: readonly Orphan[];
	readonly held: readonly Held[];

	/** Objects with a marker whose owner is unknown. */
	readonly unidentified: readonly CloudObject[];

	/** Why the search may be incomplete. */
	readonly gaps: readonly string[];

	/** Maximum duration of a run, milliseconds: an older object is in no run any more. */
	readonly maxRunTime: number;
}

export interface SearchOptions {
	readonly stack: StackName;
	readonly backend: Backend;

	/** Logical names of cloud images, whose markers hold only a hash. */
	readonly names: readonly string[];

	/** The state was given as a file: the stack's current one may have more. */
	readonly isFromFile: boolean;
	readonly now: number;
}

/** Added to the maximum timeout for the end of the run after it, and for clock differences, milliseconds. */
const RUN_TIME_MARGIN = 1_800_000;

/** Finds objects in the cloud with a marker of the stack that are not in its state. */
export async function findOrphans(
	registry: ServiceRegistry,
	state: StackState,
	options: SearchOptions,
): Promise<Search> {
	const { stack, backend, names } = options;
	const all = [...state.resources, ...state.pending];
	const ours = all.filter(({ urn }) => findKind(urn.types.at(-1) ?? ""));
	const stored = new Set(state.resources.flatMap(listIds));
	const maxRunTime = findMaxRunTime(all);
	const holders = findHolders(state, backend.stacks, stack, options.isFromFile);
	const pending = state.pending.flatMap(listIdentities);
	const others = backend.stacks.flatMap(({ project, stack: name }) => (project ? [{ project, stack: name }] : []));
	const ownServices = await registry.for({});
	const workspaces = [...new Set(["0", ...ours.flatMap(({ inputs }) => textOf(inputs.workspaceId))])];

	const found: Found[] = [];
	const gaps = [...backend.gaps];
	for (const location of listLocations(ours, ownServices)) {
		const services = await registry.for(location);
		const otherLocation = services === ownServices ? {} : { region: services.region, projectId: services.projectId };
		const inventory = await listObjects(services, workspaces);
		gaps.push(...inventory.gaps);
		const pendingHere = listPendingHere(stack, services);
		const declared = listDeclared(state, stack, { names, pendingHere, others });
		const known = {
			...options,
			holders,
			declared,
			pending,
			pendingHere: pendingHere.map(({ identity }) => identity),
			maxRunTime,
		};
		for (const object of inventory.objects) {
			const left = object.id.split(",").filter((id) => !stored.has(id));
			if (left.length === 0 || !hasMarker(object)) continue;
			for (const part of holders.split(takePart(object, left))) {
				found.push(classifyObject(part, object, known, { services, otherLocation }));
			}
		}
	}
	return {
		orphans: explainObstacles(
			found.flatMap(({ orphan }) => orphan ?? []),
			state,
		),
		held: found.flatMap(({ held }) => held ?? []),
		unidentified: found.flatMap(({ unidentified }) => unidentified ?? []),
		gaps,
		maxRunTime,
	};
}

/** The maximum default timeout of all operations, seconds. */
const maxTimeout = Math.max(...Object.values(kinds).flatMap(({ definition }) => Object.values(definition.timeouts)));

/** Maximum duration of a run of the stack, milliseconds. */
export function findMaxRunTime(resources: readonly Pick<StoredResource, "timeouts">[]): number {
	return Math.max(maxTimeout, ...resources.flatMap(({ timeouts }) => timeouts)) * 1000 + RUN_TIME_MARGIN;
}

/** The class of an object with a marker: one of these, or none if another stack has it. */
interface Found {
	readonly orphan?: Orphan;
	readonly held?: Held;
	readonly unidentified?: CloudObject;
}

type SearchContext = Pick<Evidence, "pending" | "pendingHere" | "maxRunTime"> &
	Pick<SearchOptions, "stack" | "now"> & { readonly holders: Holders; readonly declared: Declared };

/** @param whole the object that `object` is a part of, if several states have parts of it */
function classifyObject(
	object: CloudObject,
	whole: CloudObject,
	{ holders, declared, stack, now, ...known }: SearchContext,
	location: Pick<Orphan, "services" | "otherLocation">,
): Found {
	const marked = findMarker(object, declared);
	const holder = holders.find(object.id, marked?.owner?.identity);
	if (!marked) return holder.stack === undefined ? { unidentified: object } : {};

	const { owner, state } = marked;
	const kind = findKind(owner?.token ?? "") ?? kinds[object.kinds[0] as KindName];
	const named = formatStackName(marked.stack);
	const ownership = classifyOrphan({
		...known,
		identity: owner?.identity,
		state,
		otherName: named === formatStackName(stack) ? undefined : named,
		age: object.createdAt === undefined ? undefined : now - object.createdAt,
		holder: holder.stack,
		isInPresentState: holder.isPresent,
		duplicate: holders.findDuplicate(whole, marked),
	});
	if (ownership.owner === "another stack") return { held: { object, kind, stack: ownership.stack } };
	const isCertain = ownership.owner === "this stack";
	return { orphan: { object, kind, name: marked.name, owner, ...location, isCertain, reason: ownership.reason } };
}

/** The location of the settings, and every other one in the state. */
function listLocations(ours: readonly StoredResource[], { region, projectId }: Services): Location[] {
	const others = ours.flatMap(({ inputs, outputs }) => {
		const [where] = [outputs, inputs].filter(
			(from) => textOf(from.region).length + textOf(from.projectId).length === 2,
		);
		return where ? [{ region: String(where.region), projectId: String(where.projectId) }] : [];
	});
	const all = [{ region, projectId }, ...others];
	return [...new Map(all.map((one) => [JSON.stringify([one.region, one.projectId]), one])).values()];
}

/** Adds why an orphan cannot be imported: a state holds one object for each resource, and no two with the same marker. */
function explainObstacles(orphans: readonly Orphan[], { resources }: StackState): Orphan[] {
	const inState = new Map(
		resources.flatMap((resource) => {
			const names = [composeIdentity(resource.urn), ...listIdentities(resource)];
			return names.map((name) => [name, resource.id ?? ""] as const);
		}),
	);
	return orphans.map((orphan) => {
		const { owner, name, kind } = orphan;
		if (!owner) return { ...orphan, obstacle: "the state does not show under which parent it was declared" };

		const names = [coordinatesOf(owner.identity), owner.identity];
		const other = names.map((one) => inState.get(one)).find((id) => id !== undefined);
		if (other !== undefined) return { ...orphan, obstacle: `${name} is in the state already, as ${other}` };

		for (const one of names) inState.set(one, orphan.object.id);
		if (kind.name === "NotebookImage" && owner.pending && readSealed(owner).paths.length > 0) {
			return { ...orphan, obstacle: "the service does not return its inputs, and some of them are secret" };
		}
		if (kind.name !== "NotebookImage" || owner.pending) return orphan;
		return { ...orphan, obstacle: "the service does not return which notebook it was saved from" };
	});
}

function textOf(value: unknown): string[] {
	return typeof value === "string" && value !== "" ? [value] : [];
}
