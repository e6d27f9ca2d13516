import type { Core } from "../core";
import type { Caller } from "../iam/identities";
import type { Instance } from "./instance";
import type { AutoStopRequest, CreateRequest, StorageRequest } from "./request-types";
import { isKind } from "./storage-rules";

/** Creates an instance from a validated request, with the documented defaults. */
export function makeInstance(core: Core, projectId: string, caller: Caller, request: CreateRequest): Instance {
	const { name, description, profile_id, flavor, spec, workspace, pool, ai_project } = request;
	const created = String(core.shownNow());
	return {
		id: makeId(core),
		projectId,
		token: core.random.hex("instance token", 32),
		steps: [],
		record: {
			name,
			description: description ?? "",
			status: "CREATING",
			creation_timestamp: created,
			latest_update_timestamp: created,
			profile_id,
			flavor,
			...(pool && { pool: { type: "USER_DEFINED", name: pool["id"], owner: { project_id: projectId }, ...pool } }),
			spec: {
				annotations: { ...spec.annotations },
				auto_stop: fillAutoStop(spec.auto_stop, { enable: false, duration: 3600, prompt: true }),
				storage: spec.storage ? { ...fillStorage(core, spec.storage) } : {},
				extend_storage: spec.extend_storage?.map((storage) => fillStorage(core, storage)) ?? null,
				failed_reasons: null,
			},
			workspace: { id: workspace?.id ?? "0" },
			ai_project: { id: ai_project?.id ?? "default-ai-project" },
			user: { id: caller.userId, name: caller.userName },
		},
	};
}

/** Omitted fields keep their previous value, or have the default. */
export function fillAutoStop(
	request: AutoStopRequest | null | undefined,
	before: Instance["record"]["spec"]["auto_stop"],
) {
	return {
		enable: request?.enable ?? before.enable,
		duration: request?.duration ?? before.duration,
		prompt: request?.prompt ?? before.prompt,
	};
}

/** EVS is returned with its mount path and an undocumented unit, OBS with its path only. */
function fillStorage(core: Core, storage: StorageRequest): object {
	const { location } = storage;
	if (isKind(storage, "obs")) return { type: "obs", location: { path: location?.path } };
	if (isKind(storage, "evs")) {
		const size = location?.volume_size ?? core.settings.values.evsSizeRange[0];
		return { type: "evs", location: { path: "/home/ma-user/work", volume_size: size, volume_unit: "GB" } };
	}
	return {
		type: "obsfs",
		location: {
			path: location?.path,
			mount_path: location?.mount_path ?? "/home/ma-user/work",
			access_modes: location?.access_modes ?? "ReadWriteMany",
		},
	};
}

/** Creates an id: `DE-` and a time-based UUID, or the UUID only (the oldest edition). */
function makeId(core: Core): string {
	const time = (BigInt(Math.trunc(core.shownNow())) * 10_000n + 0x01b21dd213814000n).toString(16).padStart(16, "0");
	const node = core.random.hex("instance id", 12);
	const sequence = core.random.hex("instance id", 3);
	const uuid = `${core.random.hex("instance id", 8)}-${time.slice(4, 8)}-1${time.slice(1, 4)}-9${sequence}-${node}`;
	return core.settings.values.idForm === "DE" ? `DE-${uuid}` : uuid;
}
