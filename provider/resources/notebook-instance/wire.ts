import type {
	AutoStopBody,
	CreateInstanceBody,
	Instance,
	PoolBody,
	StorageBody,
} from "../../services/modelarts/instances";
import type { Location } from "../../lifecycle/contract";
import type { AutoStop, Inputs, Outputs, Pool, Storage } from "./properties";

/**
 * Between our names and the API's: inputs -> request, answer -> outputs.
 *
 * `JSON.stringify` leaves out what is `undefined`, so that only what the user gave is sent.
 */

/** The body of `createInstance`. The description is the caller's: the mark first, the user's own when it runs. */
export function toCreateBody(inputs: Inputs, description: string): CreateInstanceBody {
	return {
		name: inputs.name,
		description,
		profile_id: inputs.profileId,
		flavor: inputs.flavor,
		spec: {
			storage: toStorageBody(inputs.storage),
			extend_storage: inputs.extendStorage?.map(toStorageBody),
			auto_stop: inputs.autoStop && toAutoStopBody(inputs.autoStop),
			annotations: inputs.annotations,
		},
		workspace: inputs.workspaceId === undefined ? undefined : { id: inputs.workspaceId },
		pool: inputs.pool && toPoolBody(inputs.pool),
		ai_project: inputs.aiProjectId === undefined ? undefined : { id: inputs.aiProjectId },
	};
}

/** Complete, because what is left out of an update keeps its value. */
export function toAutoStopBody(autoStop: AutoStop | undefined): AutoStopBody {
	return { enable: autoStop?.enable ?? false, duration: autoStop?.duration, prompt: autoStop?.prompt ?? true };
}

function toStorageBody({ type, location }: Storage): StorageBody {
	return {
		type,
		location: location && {
			path: location.path,
			volume_size: location.volumeSize,
			mount_path: location.mountPath,
			access_modes: location.accessModes,
		},
	};
}

function toPoolBody({ id, type, name, owner }: Pool): PoolBody {
	return { id, type, name, owner: owner && { project_id: owner.projectId } };
}

/** What is written to the state: every input as it was given, and what only the service knows. */
export function toOutputs(inputs: Inputs, location: Location, instance: Instance, before?: Partial<Outputs>): Outputs {
	const { profile, user, spec } = instance;
	const flavor = instance.flavor_details as Outputs["flavorDetails"];
	const queue = instance.queuing_info as QueuingInfo | undefined;
	const stopsAt = toTime(spec?.auto_stop?.stop_timestamp);
	const failed = spec?.failed_reasons;
	return {
		...inputs,
		...location,
		status: instance.status ?? "UNKNOWN",
		url: spec?.annotations?.url || undefined,
		profile: profile && {
			id: profile.id,
			name: profile.name,
			description: profile.description,
			deType: profile.de_type,
			flavorType: profile.flavor_type,
		},
		flavorDetails: flavor && { name: flavor.name, status: flavor.status, type: flavor.type, params: flavor.params },
		user: user && { id: user.id, name: user.name },
		createdAt: toTime(instance.creation_timestamp),
		updatedAt: toTime(instance.latest_update_timestamp),
		stopsAt,
		// It shrinks every second: a refresh that shows it as a change each time would hide real ones.
		remainSeconds: stopsAt && stopsAt === before?.stopsAt ? before.remainSeconds : spec?.auto_stop?.remain_time,
		failedReasons: failed ? { code: failed.code, message: failed.message, detail: failed.detail } : undefined,
		queuing: queue && {
			status: queue.status,
			rank: queue.rank,
			beginsAt: toTime(queue.begin_timestamp),
			endsAt: toTime(queue.end_timestamp),
			remainSeconds: queue.remain_time,
		},
	};
}

/** Place in the queue of a free flavor, as the service writes it. */
interface QueuingInfo {
	status?: string;
	rank?: number;
	begin_timestamp?: number;
	end_timestamp?: number;
	remain_time?: number;
}

/** Milliseconds since 1970, as number or text, in ISO 8601. */
export function toTime(milliseconds: string | number | undefined): string | undefined {
	const time = new Date(Number(milliseconds ?? Number.NaN));
	return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
