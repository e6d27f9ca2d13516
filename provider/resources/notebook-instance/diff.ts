import { isDeepStrictEqual } from "node:util";
import { containsUnknown } from "../../definition/unknown";
import type { DiffResult, Existing, Properties } from "../../lifecycle/contract";
import { withoutIncarnation } from "../../lifecycle/create-safety/resource-identity";
import { warnOfDiskLoss } from "../../lifecycle/create-safety/disk-loss-warning";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { generate } from "./generated";
import { hasDrifted, repairs } from "./power-state";
import type { AutoStop, Inputs, Outputs, Storage } from "./properties";

/**
 * What a change of each input costs. A new input without a line here does not compile.
 *
 * `nothing`: how Pulumi goes about it, not what is in the cloud.
 */
export const onChange = {
	name: "replace",
	description: "update",
	profileId: "replace",
	flavor: "replace",
	storage: "replace",
	extendStorage: "replace",
	autoStop: "update",
	annotations: "replace",
	workspaceId: "replace",
	pool: "replace",
	aiProjectId: "replace",
	desiredState: "update",
	region: "replace",
	projectId: "replace",
	adopt: "nothing",
	identity: "nothing",
	timeouts: "nothing",
} as const satisfies Record<keyof Inputs, "update" | "replace" | "nothing">;

export type InputName = keyof typeof onChange;

const NAMES = Object.keys(onChange) as InputName[];

/** What can be changed in place. */
export const IN_PLACE = NAMES.filter((name) => onChange[name] === "update");

/** Replace, update or nothing. */
export function diff(old: Existing<Inputs, Outputs>, news: Properties): DiffResult {
	const before = { ...old.inputs, region: old.outputs.region, projectId: old.outputs.projectId };
	const replaces = NAMES.filter((name) => onChange[name] === "replace" && hasChanged(name, before, news));
	if (replaces.length > 0) return { replaces, losses: warnOfLoss(old) };
	if (repairs(old.outputs) === "replace") return { changes: true, replaces: ["status"], losses: warnOfLoss(old) };
	if (old.outputs.unfinished !== undefined || hasDrifted(old.outputs, news)) return { changes: true };
	return findDifferent(before, news).length > 0 ? {} : { changes: false };
}

/** Work on a notebook, by the names of its inputs. */
export type Plan = UpdatePlan<Inputs, InputName>;

/** What an update brings about: the inputs that differ, and the state of what the state shows in another one. */
export function findUpdates(old: Existing<Inputs, Outputs>, news: Properties): InputName[] {
	const different = findDifferent(old.inputs, news);
	return hasDrifted(old.outputs, news) ? [...different, "desiredState"] : different;
}

function findDifferent(before: Inputs, news: Properties): InputName[] {
	return IN_PLACE.filter((name) => hasChanged(name, before, news));
}

/** Names of the inputs that cannot be changed in place and differ, as the service would see it. */
export function findReplacingDifferences(before: Inputs, after: Inputs): InputName[] {
	return NAMES.filter((name) => onChange[name] === "replace" && hasChanged(name, before, { ...after }));
}

/** All that a change of makes another notebook, in one order and one spelling, whichever create it is of. */
export function listReplacing(inputs: Inputs): unknown {
	const neutral = withoutIncarnation(inputs, generate);
	const names = NAMES.filter((name) => onChange[name] === "replace");
	return names.map((name) => [name, normalise(name, neutral[name]) ?? null]);
}

function hasChanged(name: InputName, before: Inputs, news: Properties): boolean {
	const after = news[name];
	// Where the program says nothing, the object stays where it is.
	if ((name === "region" || name === "projectId") && after === undefined) return false;
	if (after === before[name]) return false;
	if (containsUnknown(after)) return true;
	return !isDeepStrictEqual(normalise(name, before[name]), normalise(name, after));
}

/** Two values that mean the same to the service are the same after this. */
function normalise(name: InputName, value: unknown): unknown {
	switch (name) {
		case "storage":
			return normaliseStorage(value as Storage);
		case "extendStorage":
			// A state that was edited by hand may hold anything.
			return Array.isArray(value) ? (value as Storage[]).map(normaliseStorage) : (value ?? []);
		case "autoStop":
			return normaliseAutoStop(value as AutoStop | undefined);
		case "annotations":
			return value ?? {};
		case "workspaceId":
			return value ?? "0";
		default:
			return value;
	}
}

export function normaliseStorage(storage: Storage | undefined): unknown {
	const { type, location = {} } = storage ?? {};
	switch (type) {
		case "evs":
			return { type, volumeSize: location.volumeSize ?? 5 };
		case "obs":
			return { type, path: trimSlash(location.path) };
		case "obsfs":
			return {
				type,
				path: trimSlash(location.path),
				mountPath: location.mountPath ?? "/home/ma-user/work",
				accessModes: location.accessModes ?? "ReadWriteMany",
			};
		default:
			return storage;
	}
}

/** `/bucket/directory/` and `bucket/directory/` are the same place; samples show both. */
function trimSlash(path: string | undefined): string | undefined {
	return typeof path === "string" ? path.replace(/^\/+/, "") : path;
}

export function normaliseAutoStop(autoStop: AutoStop | undefined): unknown {
	const { enable = false, duration, prompt = true } = autoStop ?? {};
	return { enable, duration, prompt };
}

function warnOfLoss({ inputs }: Existing<Inputs, Outputs>): string[] {
	if (inputs.storage?.type !== "evs") return [];
	return [warnOfDiskLoss(inputs.name, inputs.storage.location?.volumeSize ?? 5)];
}
