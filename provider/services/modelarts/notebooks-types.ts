import type { EndpointBody, HooksBody, LeaseBody, VolumeBody } from "./notebooks-parts";

export type * from "./notebooks-parts";

/** The bodies of the notebook API, as they go over the wire. */

export interface CreateNotebookBody {
	name: string;
	description?: string;
	flavor: string;
	image_id: string;
	volume: Pick<VolumeBody, "category" | "ownership" | "capacity" | "uri" | "id">;
	/** Milliseconds; comes before what `lease` says. `-1`: never stopped (not documented, but live clients send it). */
	duration?: number;
	lease?: Pick<LeaseBody, "duration" | "type">;
	endpoints?: EndpointBody[];
	feature?: string;
	pool_id?: string;
	workspace_id?: string;
	hooks?: HooksBody;
}

/** What is left out keeps its value. */
export interface UpdateNotebookBody {
	name?: string;
	description?: string;
	/** Only of a notebook that is stopped. */
	flavor?: string;
	/** Only of a notebook that is stopped. */
	image_id?: string;
	/** Only of a notebook that is stopped. */
	endpoints?: EndpointBody[];
	/** GB; it can only grow. */
	storage_new_size?: number;
}

/** A notebook as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface Notebook {
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

/** How far a creation or a start is with one of its four steps. */
export interface ActionStep {
	/** 1 storage, 2 compute, 3 network, 4 initialisation. */
	step?: number;
	/** `WAITING`, `PROCESSING`, `FAILED`, `COMPLETED`. */
	status?: string;
	description?: string;
}

export interface ListNotebooksQuery {
	/** A part of it is enough. */
	name?: string;
	status?: string;
	/** The service takes `0` where it is missing. */
	workspace_id?: string;
}

export interface TagBody {
	key: string;
	value?: string;
}

export interface MountBody {
	category: string;
	mount_path: string;
	/** `obs://bucket/directory/` */
	uri: string;
}

/** A storage that was mounted while the notebook ran. */
export interface Mount extends Partial<MountBody> {
	id: string;
	/** `MOUNTING`, `MOUNTED`, `MOUNT_FAILED`, `UNMOUNTING`, `UNMOUNTED`, `UNMOUNT_FAILED` */
	status?: string;
	/** Why it failed. */
	failure_reason?: string;
}

/** A running notebook to be saved as an image. */
export interface SaveNotebookBody {
	name: string;
	namespace: string;
	tag?: string;
	description?: string;
	workspace_id?: string;
}
