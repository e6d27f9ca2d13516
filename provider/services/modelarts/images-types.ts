/** The bodies of the ModelArts image API, as they go over the wire. */

export interface RegisterImageBody {
	/** `[registry[:port]]/{namespace}/{image}:{tag}` */
	swr_path: string;
	arch?: string;
	description?: string;
	origin?: string;
	resource_category?: string[];
	service_type?: string;
	services?: string[];
	visibility?: string;
	workspace_id?: string;
	flavor_type?: string;
	swr_instance_id?: string;
	read_me?: string;
}

/** An image as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface RegisteredImage {
	id: string;
	/** The image part of the path. */
	name?: string;
	/** The organisation in the path. */
	namespace?: string;
	tag?: string;
	swr_path?: string;
	/** In lower case, whatever was sent. */
	arch?: string;
	description?: string;
	dev_services?: string[];
	resource_categories?: string[];
	support_res_categories?: string[];
	service_type?: string;
	origin?: string;
	/** Bytes, although the documents say kilobytes. */
	size?: number;
	status?: string;
	status_message?: string;
	type?: string;
	visibility?: string;
	/** Milliseconds since 1970. */
	create_at?: number;
	update_at?: number;
	workspace_id?: string;
	flavor_type?: string;
	swr_instance_id?: string;
}

export interface ListImagesQuery {
	name?: string;
	namespace?: string;
	/**
	 * Always sent: the documents disagree on what the service takes where it is missing.
	 *
	 * @default "DEDICATED": images that users registered
	 */
	type?: "DEDICATED" | "BUILD_IN";
	/** The service takes `0` where it is missing. */
	workspace_id?: string;
	/** The service takes `true` where it is missing: the name may then be a part of the image's. */
	name_fuzzy_match?: boolean;
}
