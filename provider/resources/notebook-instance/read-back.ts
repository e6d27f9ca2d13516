import { isDeepStrictEqual } from "node:util";
import type { Instance, StorageBody } from "../../services/modelarts/instances";
import { isUnfinished } from "../../lifecycle/create-safety/pending-object";
import { isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import type { Existing } from "../../lifecycle/contract";
import { isAsKnown, isInDoubt } from "../../lifecycle/stale-reads/read-until-known";
import { IN_PLACE, normaliseAutoStop, normaliseStorage } from "./diff";
import type { AutoStop, Inputs, Outputs, Storage } from "./properties";
import { isAtRest } from "./power-state";

/**
 * The inputs as they are in the cloud now: what somebody changed behind our back shows up as a changed input.
 *
 * What the service does not report is kept, and so is the text of what only looks different (defaults filled in, a
 * leading slash). `profileId` is never compared: the service answers with an id of its own.
 */
export function toReadInputs(inputs: Inputs, instance: Instance): Inputs {
	const { spec } = instance;
	return {
		...inputs,
		name: instance.name ?? inputs.name,
		description: readDescription(inputs, instance),
		flavor: instance.flavor ?? inputs.flavor,
		storage: spec?.storage ? readStorage(inputs.storage, spec.storage) : inputs.storage,
		extendStorage: spec?.extend_storage
			? readList(inputs.extendStorage ?? [], spec.extend_storage)
			: inputs.extendStorage,
		autoStop: readAutoStop(inputs.autoStop, spec?.auto_stop),
		annotations: readAnnotations(inputs.annotations, spec?.annotations),
		workspaceId: readDefaulted(inputs.workspaceId, instance.workspace?.id, "0"),
		pool: inputs.pool && instance.pool?.id ? { ...inputs.pool, id: instance.pool.id } : inputs.pool,
		aiProjectId: inputs.aiProjectId && (instance.ai_project?.id ?? inputs.aiProjectId),
		desiredState: readState(inputs.desiredState, instance.status),
	};
}

/** A marker is in the place of what the program says: ours until the create is finished, or that of who has adopted it. */
function readDescription(inputs: Inputs, { description = inputs.description }: Instance): string {
	const isMark = isUnfinished({ description }, inputs) || isAdoptedElsewhere({ description }, inputs);
	return isMark ? inputs.description : description;
}

/** Of what can be changed in place, what this answer does not show. */
export function listUnread({ description, spec }: Instance): (keyof Inputs)[] {
	return [
		...(description === undefined ? (["description"] as const) : []),
		...(spec?.auto_stop ? [] : (["autoStop"] as const)),
	];
}

/** Whether a look shows an instance as the state has it, and nothing yet of what is to be changed. */
export function isKnown(observed: Instance, old: Existing<Inputs, Outputs>, news: Inputs): boolean {
	if (isInDoubt(old.outputs) || isUnfinished(observed, old.inputs)) return false;
	if (old.outputs.unfinished === undefined && observed.status !== old.outputs.status) return false;
	const unread = listUnread(observed);
	const shown = IN_PLACE.filter((name) => !unread.includes(name));
	return isAsKnown(old.inputs, news, shown, (inputs) => toReadInputs(inputs, observed));
}

function readStorage(declared: Storage, { type, location }: StorageBody): Storage {
	const isDisk = type.toLowerCase() === "evs";
	const found = {
		type: type.toLowerCase() as Storage["type"],
		location: {
			// Of a disk the service reports where it is mounted, which nobody asked for.
			path: isDisk ? undefined : location?.path,
			volumeSize: isDisk ? (location?.volume_size ?? declared?.location?.volumeSize) : undefined,
			mountPath: isDisk ? undefined : (location?.mount_path ?? declared?.location?.mountPath),
			accessModes: isDisk
				? undefined
				: ((location?.access_modes ?? declared?.location?.accessModes) as NonNullable<
						Storage["location"]
					>["accessModes"]),
		},
	};
	return isDeepStrictEqual(normaliseStorage(found), normaliseStorage(declared)) ? declared : found;
}

function readList(declared: Storage[], found: StorageBody[]): Storage[] {
	return found.map((item, at) => readStorage(declared[at] as Storage, item));
}

function readAutoStop(declared: AutoStop | undefined, found: AutoStop | undefined): AutoStop | undefined {
	if (!found) return declared;
	const { enable, duration, prompt } = found;
	const read = { enable, duration: duration ?? declared?.duration, prompt };
	// While it is off, its duration means nothing.
	const same = !enable && !declared?.enable && declared?.duration === undefined;
	return same || isDeepStrictEqual(normaliseAutoStop(read), normaliseAutoStop(declared)) ? declared : read;
}

/** Some regions echo the user's annotations, all add their own. */
function readAnnotations(declared: Inputs["annotations"], found: Record<string, string> | null | undefined) {
	return declared && Object.fromEntries(Object.entries(declared).map(([name, text]) => [name, found?.[name] ?? text]));
}

function readDefaulted(declared: string | undefined, found: string | undefined, standard: string): string | undefined {
	return found === undefined || found === (declared ?? standard) ? declared : found;
}

/** Only a state that the user asked to be kept can drift. */
function readState(declared: Inputs["desiredState"], status: string | undefined): Inputs["desiredState"] {
	if (declared === undefined || !isAtRest(status)) return declared;
	if (status === "RUNNING") return "RUNNING";
	return status === "STOPPED" || status === "START_FAILED" ? "STOPPED" : declared;
}
