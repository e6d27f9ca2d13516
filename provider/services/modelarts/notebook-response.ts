import type { Shape } from "../shape/shape";

/** A notebook as the current ModelArts API reports it, and the parts that its requests consist of as well. */

/** Where a notebook keeps its files. */
export interface VolumeBody {
	/** `EVS`, `EFS` and others; sent in any case, reported in upper case. */
	category?: string;
	/** `MANAGED` or `DEDICATED` */
	ownership?: string;
	/** GB */
	capacity?: number;
	uri?: string;
	id?: string;
	mount_path?: string;
	/** A disk has one of its own: `RESIZING`. */
	status?: string;
	read_only?: boolean;
}

export interface LeaseBody {
	/**
	 * Milliseconds. Sent, it counts from now; reported, from `create_at`, so that each renewal has added what had passed
	 * until `update_at`.
	 */
	duration?: number;
	type?: string;
	enable?: boolean;
	create_at?: number;
	update_at?: number;
}

export interface EndpointBody {
	/** `NOTEBOOK`, `SSH`; the oldest responses call it `dev_service`. */
	service?: string;
	dev_service?: string;
	key_pair_names?: string[];
	/** What the oldest responses call the key pairs. */
	ssh_keys?: string[];
	allowed_access_ips?: string[];
	/** Only reported. */
	uri?: string;
}

export interface HookBody {
	script?: string;
	/** `COMMAND` or `SCRIPT` */
	type?: string;
}

export interface HooksBody {
	container_hooks?: { pre_start?: HookBody; post_start?: HookBody };
}

export interface TagBody {
	key: string;
	value?: string;
}

/** How far a creation or a start is with one of its four steps. */
export interface ActionStep {
	/** 1 storage, 2 compute, 3 network, 4 initialisation. */
	step?: number;
	/** `WAITING`, `PROCESSING`, `FAILED`, `COMPLETED`. */
	status?: string;
	description?: string;
}

/** A notebook as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface NotebookResponse {
	id: string;
	name?: string;
	description?: string;
	feature?: string;
	flavor?: string;
	status?: string;
	url?: string;
	/** A secret, another one after each start. */
	token?: string;
	fail_reason?: string;
	image?: { id?: string; name?: string; swr_path?: string; type?: string };
	lease?: LeaseBody;
	volume?: VolumeBody;
	endpoints?: EndpointBody[];
	pool?: { id?: string; name?: string };
	action_progress?: ActionStep[];
	workspace_id?: string;
	hooks?: HooksBody;
	user?: { id?: string; name?: string };
	tags?: TagBody[];
	/** Milliseconds since 1970. */
	create_at?: number;
	update_at?: number;
}

const hook = { script: "text", type: "text" } as const;

export const notebookShape: Shape<NotebookResponse> = {
	id: "required text",
	name: "text",
	description: "text",
	feature: "text",
	flavor: "text",
	status: "text",
	url: "text",
	token: "text",
	fail_reason: "text",
	image: { id: "text", name: "text", swr_path: "text", type: "text" },
	lease: { duration: "number", type: "text", enable: "boolean", create_at: "number", update_at: "number" },
	volume: {
		category: "text",
		ownership: "text",
		capacity: "number",
		uri: "text",
		id: "text",
		mount_path: "text",
		status: "text",
		read_only: "boolean",
	},
	endpoints: [
		{
			service: "text",
			dev_service: "text",
			key_pair_names: ["text"],
			ssh_keys: ["text"],
			allowed_access_ips: ["text"],
			uri: "text",
		},
	],
	pool: { id: "text", name: "text" },
	action_progress: [{ step: "number", status: "text", description: "text" }],
	workspace_id: "text",
	hooks: { container_hooks: { pre_start: hook, post_start: hook } },
	user: { id: "text", name: "text" },
	tags: [{ key: "required text", value: "text" }],
	create_at: "number",
	update_at: "number",
};
