/** Temporary: the types the real file will have. */
/** What every call takes besides its own arguments. */
export interface CallOptions {
	/** Ends the call, and the pauses between its repetitions. */
	readonly signal?: AbortSignal;
	/** No repetition after this time, in milliseconds since 1970. */
	readonly deadline?: number;
}

export interface StorageBody {
	type: string;
	location?: { path?: string; volume_size?: number; mount_path?: string; access_modes?: string; volume_unit?: string };
}
export interface AutoStopBody { enable?: boolean; duration?: number; prompt?: boolean; stop_timestamp?: number; remain_time?: number }
export interface PoolBody { id: string; type?: string; name?: string; owner?: { project_id?: string } }

export interface CreateInstanceBody {
	name: string;
	description?: string;
	profile_id: string;
	flavor: string;
	spec: { storage: StorageBody; extend_storage?: StorageBody[]; auto_stop?: AutoStopBody; annotations?: Record<string, string> };
	workspace?: { id: string };
	pool?: PoolBody;
	ai_project?: { id: string };
}
export interface UpdateInstanceBody { description?: string; spec?: { auto_stop: AutoStopBody } }

/** An instance as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface Instance {
	id: string;
	name?: string;
	description?: string;
	status?: string;
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
	error_code?: string;
	queuing_info?: Record<string, unknown>;
	user?: { id?: string; name?: string };
}

export interface ListInstancesQuery {
	status?: string;
	sortby?: "name" | "creation_timestamp";
	order?: "asc" | "desc";
	workspace_id?: string;
	show_self?: boolean;
	pool_id?: string;
	ai_project?: string;
}

export interface Demanager {
	createInstance(body: CreateInstanceBody, options?: CallOptions): Promise<Instance>;
	/** All of them: pages are fetched until the list is complete. */
	listInstances(query: ListInstancesQuery, options?: CallOptions): Promise<Instance[]>;
	getInstance(id: string, options?: CallOptions): Promise<Instance>;
	updateInstance(id: string, body: UpdateInstanceBody, options?: CallOptions): Promise<Instance>;
	deleteInstance(id: string, options?: CallOptions): Promise<void>;
	changeInstanceStatus(id: string, action: "start" | "stop", options?: CallOptions): Promise<void>;
	getInstanceToken(id: string, options?: CallOptions): Promise<string>;
}
