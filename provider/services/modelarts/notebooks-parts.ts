/** What both requests and answers of the notebook API are put together from. */

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
	/** `NOTEBOOK`, `SSH`; the oldest answers call it `dev_service`. */
	service?: string;
	dev_service?: string;
	key_pair_names?: string[];
	/** What the oldest answers call the key pairs. */
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
