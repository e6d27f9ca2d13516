/** The bodies of the demanager API, as they go over the wire. */

export interface StorageBody {
	type: string;
	location?: { path?: string; volume_size?: number; mount_path?: string; access_modes?: string; volume_unit?: string };
}

export interface AutoStopBody {
	enable?: boolean;
	/** Seconds. */
	duration?: number;
	prompt?: boolean;
	/** Milliseconds since 1970; only while running. */
	stop_timestamp?: number;
	/** Seconds; only while running. */
	remain_time?: number;
}

export interface PoolBody {
	id: string;
	type?: string;
	name?: string;
	owner?: { project_id?: string };
}

export interface CreateInstanceBody {
	name: string;
	description?: string;
	profile_id: string;
	flavor: string;
	spec: {
		storage: StorageBody;
		extend_storage?: StorageBody[];
		auto_stop?: AutoStopBody;
		annotations?: Record<string, string>;
	};
	workspace?: { id: string };
	pool?: PoolBody;
	ai_project?: { id: string };
}

export interface UpdateInstanceBody {
	description?: string;
	spec?: { auto_stop: AutoStopBody };
}

/** An instance as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface Instance {
	id: string;
	name?: string;
	description?: string;
	status?: string;
	/** Milliseconds since 1970, as text. */
	creation_timestamp?: string;
	latest_update_timestamp?: string;
	profile?: { id?: string; name?: string; description?: string; de_type?: string; flavor_type?: string };
	flavor?: string;
	flavor_details?: Record<string, unknown>;
	pool?: PoolBody;
	spec?: {
		storage?: StorageBody;
		extend_storage?: StorageBody[] | null;
		auto_stop?: AutoStopBody;
		annotations?: Record<string, string> | null;
		failed_reasons?: { code?: string; message?: string; detail?: Record<string, string> } | null;
	};
	workspace?: { id?: string };
	ai_project?: { id?: string };
	/** The instance's own trouble, not the call's. */
	error_code?: string;
	queuing_info?: Record<string, unknown>;
	user?: { id?: string; name?: string };
}

export interface ListInstancesQuery {
	status?: string;
	/** @default "creation_timestamp" */
	sortby?: "name" | "creation_timestamp";
	/** @default "asc" */
	order?: "asc" | "desc";
	/** The service takes `0` where it is missing. */
	workspace_id?: string;
	/** Only what belongs to the caller; the service takes `true` where it is missing. */
	show_self?: boolean;
	pool_id?: string;
	ai_project?: string;
}
