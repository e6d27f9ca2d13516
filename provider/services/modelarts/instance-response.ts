import type { Shape } from "../shape/shape";

/** A notebook instance as the demanager API reports it, and the parts that its requests consist of as well. */

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

/** An instance as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface InstanceResponse {
	id: string;
	name?: string;
	description?: string;
	status?: string;
	/** Milliseconds since 1970, as text. */
	creation_timestamp?: string | number;
	latest_update_timestamp?: string | number;
	profile?: { id?: string; name?: string; description?: string; de_type?: string; flavor_type?: string };
	flavor?: string;
	flavor_details?: Record<string, unknown>;
	pool?: Partial<PoolBody>;
	spec?: {
		storage?: Partial<StorageBody>;
		extend_storage?: Partial<StorageBody>[];
		auto_stop?: AutoStopBody;
		annotations?: Record<string, string>;
		failed_reasons?: { code?: string; message?: string; detail?: Record<string, string> };
	};
	workspace?: { id?: string };
	ai_project?: { id?: string };
	/** The instance's own trouble, not the call's. */
	error_code?: string;
	queuing_info?: Record<string, unknown>;
	user?: { id?: string; name?: string };
}

const storageShape: Shape<Partial<StorageBody>> = {
	type: "text",
	location: {
		path: "text",
		volume_size: "number",
		mount_path: "text",
		access_modes: "text",
		volume_unit: "text",
	},
};

export const instanceShape: Shape<InstanceResponse> = {
	id: "required text",
	name: "text",
	description: "text",
	status: "text",
	creation_timestamp: "text or number",
	latest_update_timestamp: "text or number",
	profile: { id: "text", name: "text", description: "text", de_type: "text", flavor_type: "text" },
	flavor: "text",
	flavor_details: "object",
	pool: { id: "text", type: "text", name: "text", owner: { project_id: "text" } },
	spec: {
		storage: storageShape,
		extend_storage: [storageShape],
		auto_stop: {
			enable: "boolean",
			duration: "number",
			prompt: "boolean",
			stop_timestamp: "number",
			remain_time: "number",
		},
		annotations: "object",
		failed_reasons: { code: "text", message: "text", detail: "object" },
	},
	workspace: { id: "text" },
	ai_project: { id: "text" },
	error_code: "text",
	queuing_info: "object",
	user: { id: "text", name: "text" },
};
