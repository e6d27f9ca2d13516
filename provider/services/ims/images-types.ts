/** The bodies of the IMS image API, as they go over the wire. */

export interface TagBody {
	key: string;
	value: string;
}

/** A data disk of a server, or a file of one in OBS. */
export interface DataImageBody {
	name?: string;
	volume_id?: string;
	image_url?: string;
	description?: string;
	/** Gigabytes; with a file. */
	min_disk?: number;
	is_quick_import?: boolean;
	image_tags?: TagBody[];
}

/** Which source it is, the fields tell; the combinations are documented, not typed. */
export interface CreateImageBody {
	name?: string;
	description?: string;
	instance_id?: string;
	volume_id?: string;
	/** `<bucket>:<object>` */
	image_url?: string;
	data_images?: DataImageBody[];
	os_type?: string;
	os_version?: string;
	/** Gigabytes. */
	min_disk?: number;
	is_config?: boolean;
	cmk_id?: string;
	type?: string;
	is_quick_import?: boolean;
	architecture?: string;
	hw_firmware_type?: string;
	image_tags?: TagBody[];
	enterprise_project_id?: string;
	/** Megabytes. */
	min_ram?: number;
	max_ram?: number;
}

/** An image as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface CloudImageResponse {
	id: string;
	name?: string;
	/** `queued`, `saving`, `active`, `killed`, `deleted`. */
	status?: string;
	/** The project. */
	owner?: string;
	visibility?: string;
	protected?: boolean;
	/** Flat, in changing forms: read tags by `ImsTags`. */
	tags?: string[];
	/** Gigabytes. */
	min_disk?: number;
	/** Megabytes. */
	min_ram?: number;
	/** Megabytes as text; missing where there is no limit. */
	max_ram?: string | number;
	disk_format?: string;
	container_format?: string;
	created_at?: string;
	updated_at?: string;
	active_at?: string;
	/** `FusionCompute`, `Ironic`, `DataImage`, `IsoImage`. */
	virtual_env_type?: string;
	/** Missing for the default one, `0`. */
	enterprise_project_id?: string;
	/** Missing for `bios`. */
	hw_firmware_type?: string;
	hw_vif_multiqueue_enabled?: string;
	/** An own image that is shared reads `shared`. */
	__imagetype?: string;
	__isregistered?: string;
	__os_type?: string;
	__os_version?: string;
	__os_bit?: string;
	__platform?: string;
	/** Missing where there is none. */
	__description?: string;
	/** Bytes as text. */
	__image_size?: string;
	/** `instance,<id>`, `volume,<id>`, `file,<bucket>:<object>`. */
	__data_origin?: string;
	__root_origin?: string;
	__originalimagename?: string;
	__system__cmkid?: string;
	__support_arm?: string;
	__is_config_init?: string;
}

/** All of them narrow the list down further. */
export interface ListCloudImagesQuery {
	/** The whole name. */
	name?: string;
	status?: string;
	/** A project: its id gives the private images. */
	owner?: string;
	visibility?: string;
	protected?: boolean;
	__imagetype?: string;
	__isregistered?: string;
	__os_type?: string;
	__os_bit?: string;
	__platform?: string;
	virtual_env_type?: string;
	architecture?: string;
	/** Images of all enterprise projects where it is missing. */
	enterprise_project_id?: string;
	/** `gte:2018-10-28T10:00:00Z` */
	created_at?: string;
	updated_at?: string;
	/** @default "created_at" */
	sort_key?: string;
	/** @default "desc" */
	sort_dir?: "asc" | "desc";
}

/** One change of one property. To replace or remove what the image does not have is refused; to add works always. */
export interface PatchOperation {
	op: "add" | "replace" | "remove";
	/** A slash and the property's name. */
	path: string;
	value?: string | number;
}
