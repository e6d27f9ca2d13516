import { isDeepStrictEqual } from "node:util";
import { containsUnknown, valueAt } from "../../definition/unknown";
import type { DiffResult, Existing, Properties } from "../../lifecycle/contract";
import { warnOfDiskLoss } from "../../lifecycle/create-safety/disk-loss-warning";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { hasDrifted, repairs } from "./power-state";
import type { Endpoint, Inputs, Lease, NotebookMount, Outputs, Volume } from "./properties";

/**
 * What a change of each input costs; a new input without a line here does not compile.
 *
 * `volume`: growing is an update, all else of it replaces. `nothing`: how Pulumi goes about it, not what is in the cloud.
 */
export const onChange = {
	name: "update",
	description: "update",
	flavor: "update",
	imageId: "update",
	volume: "replace",
	endpoints: "update",
	lease: "update",
	feature: "replace",
	poolId: "replace",
	workspaceId: "replace",
	hooks: "replace",
	tags: "update",
	mounts: "update",
	desiredState: "update",
	exposeToken: "update",
	region: "replace",
	projectId: "replace",
	adopt: "nothing",
	identity: "nothing",
	timeouts: "nothing",
} as const satisfies Record<keyof Inputs, "update" | "replace" | "nothing">;

export type InputName = keyof typeof onChange;

const NAMES = Object.keys(onChange) as InputName[];

/** What can be changed in place; of the volume, its capacity. */
export const IN_PLACE = NAMES.filter((name) => onChange[name] === "update" || name === "volume");

/** Two values that mean the same to the service are the same after this. */
const NORMAL: Partial<Record<InputName, (value: unknown) => unknown>> = {
	volume: (value) => normaliseVolume(value as Volume | undefined),
	endpoints: normaliseEndpoints,
	lease: (value) => normaliseLease(value as Lease | undefined),
	feature: (value) => value ?? "NOTEBOOK",
	workspaceId: (value) => value ?? "0",
	tags: (value) => value ?? {},
	mounts: normaliseMounts,
	exposeToken: (value) => value ?? false,
};

/** Replace, update or nothing. */
export function diff(old: Existing<Inputs, Outputs>, news: Properties): DiffResult {
	const { region, projectId, unfinished } = old.outputs;
	const before = { ...old.inputs, region, projectId };
	const replaces = findReplacing(before, news);
	const replacement = { losses: warnOfLoss(old), ...(isOnlyOne(news) && { deleteBeforeReplace: true }) };
	if (replaces.length > 0) return { replaces, ...replacement };
	if (repairs(old.outputs)) return { changes: true, replaces: ["status"], ...replacement };
	if (unfinished !== undefined || hasDrifted(old.outputs, news)) return { changes: true };
	return findDifferent(before, news).length > 0 ? {} : { changes: false };
}

/** Work on a notebook, by the names of its inputs. */
export type Plan = UpdatePlan<Inputs, InputName>;

/** Names of the inputs that cannot be changed in place and differ, as the service would see it. */
export function findReplacingDifferences(before: Inputs, after: Inputs): InputName[] {
	return findReplacing(before, { ...after });
}

/** All that a change of makes another notebook, in one order and one spelling. */
export function listReplacing(inputs: Inputs): unknown {
	const isPlace = (name: InputName) => name === "region" || name === "projectId";
	const names = NAMES.filter((name) => onChange[name] === "replace" && !isPlace(name));
	return names.map((name) => [name, NORMAL[name]?.(inputs[name]) ?? inputs[name] ?? null]);
}

/** Why a volume cannot become as small as the program wants it; not if it is made anew anyway. */
export function explainShrinking(old: Properties, news: Properties): string | undefined {
	const before = valueAt(old, ["volume", "capacity"]);
	const after = valueAt(news, ["volume", "capacity"]);
	if (typeof before !== "number" || typeof after !== "number" || after >= before) return undefined;
	if (findReplacing(old as Properties & Inputs, news).length > 0) return undefined;
	return (
		`expected ${before} (GB) or more, got ${after}: the service lets a volume grow, not shrink. ` +
		"A smaller one needs a new notebook, under another logical name"
	);
}

/**
 * Whether a second one beside it would be refused, or would write to the same files. The constructor looks at the same
 * (`resource.ts`), as replacements by `--target-replace` do not come here; only here are outputs of other resources known.
 */
function isOnlyOne(news: Properties): boolean {
	return news.feature === "DEFAULT" || toUpper(valueAt(news, ["volume", "ownership"])) === "DEDICATED";
}

function findReplacing(before: Inputs, news: Properties): InputName[] {
	return NAMES.filter((name) => onChange[name] === "replace" && hasChanged(name, before[name], news[name]));
}

/** What an update brings about: the inputs that differ, and the state of what the state shows in another one. */
export function findUpdates(old: Existing<Inputs, Outputs>, news: Properties): InputName[] {
	const different = findDifferent(old.inputs, news);
	return hasDrifted(old.outputs, news) ? [...different, "desiredState"] : different;
}

function findDifferent(before: Inputs, news: Properties): InputName[] {
	return IN_PLACE.filter((name) =>
		name === "volume" ? hasNewCapacity(before.volume, news.volume) : hasChanged(name, before[name], news[name]),
	);
}

/** Where the program does not say how large, the service's size stays as it is. */
function hasNewCapacity(before: unknown, after: unknown): boolean {
	const desired = valueAt(after, ["capacity"]);
	return desired !== undefined && desired !== null && desired !== valueAt(before, ["capacity"]);
}

function hasChanged(name: InputName, before: unknown, after: unknown): boolean {
	// Where the program says nothing, the object stays where it is.
	if ((name === "region" || name === "projectId") && after === undefined) return false;
	const normalise = NORMAL[name] ?? ((value: unknown) => value);
	const [was, is] = [normalise(before), normalise(after)];
	return containsUnknown(is) || !isDeepStrictEqual(was, is);
}

/** Without its capacity, which may grow. */
function normaliseVolume(volume: Volume | undefined): unknown {
	if (volume === null || typeof volume !== "object") return volume;
	const { category, ownership = "MANAGED", uri, id } = volume;
	return { category: toUpper(category), ownership: toUpper(ownership), uri, id };
}

/** In one order, and each list in it as the set that it is. */
export function normaliseEndpoints(endpoints: unknown): unknown {
	if (!Array.isArray(endpoints)) return endpoints ?? [];
	const all = (endpoints as (Endpoint | undefined)[]).map((endpoint) => ({
		service: endpoint?.service,
		keyPairNames: toSet(endpoint?.keyPairNames),
		allowedAccessIps: toSet(endpoint?.allowedAccessIps),
	}));
	return all.sort((one, other) => (String(one.service) < String(other.service) ? -1 : 1));
}

/** The ways in that are declared; a state that was edited by hand may hold something else. */
export function listEndpoints({ endpoints }: Pick<Inputs, "endpoints">): Endpoint[] {
	return Array.isArray(endpoints) ? endpoints.filter((one) => one !== null && typeof one === "object") : [];
}

/** How long, and counted how; `-1` for ever. */
export function normaliseLease(lease: Lease | undefined): unknown {
	if (lease === null || typeof lease !== "object") return lease;
	if (isForEver(lease)) return -1;
	const { duration, type } = lease;
	return duration === undefined && type === undefined
		? undefined
		: { duration: duration ?? 3_600_000, type: toUpper(type ?? "timing") };
}

export function isForEver(lease: Lease | undefined): boolean {
	return lease?.enable === false || lease?.duration === -1;
}

/** Storages by the directories that they appear in, with a slash at the end of both. */
export function normaliseMounts(mounts: unknown): unknown {
	if (!Array.isArray(mounts)) return mounts ?? {};
	const all = (mounts as (NotebookMount | null)[]).map(
		(mount) => [endWithSlash(mount?.mountDirectory), endWithSlash(mount?.storagePath)] as const,
	);
	return Object.fromEntries(all);
}

/** The mounts that are declared; a state that was edited by hand may hold something else. */
export function listMounts({ mounts }: Pick<Inputs, "mounts">): NotebookMount[] {
	return Array.isArray(mounts) ? mounts.filter((mount) => mount !== null && typeof mount === "object") : [];
}

export function endWithSlash(path: unknown): string {
	return `${String(path).replace(/\/+$/, "")}/`;
}

function toUpper(value: unknown): unknown {
	return typeof value === "string" ? value.toUpperCase() : value;
}

export function toSet(list: unknown): unknown {
	return Array.isArray(list) ? [...new Set(list as unknown[])].sort() : (list ?? []);
}

/** A replacement deletes the disk; nobody should learn that afterwards. */
function warnOfLoss({ inputs }: Existing<Inputs, Outputs>): string[] {
	if (toUpper(inputs.volume?.category) !== "EVS") return [];
	return [warnOfDiskLoss(inputs.name, inputs.volume.capacity ?? 5)];
}
