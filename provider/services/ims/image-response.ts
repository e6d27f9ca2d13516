import { readObject } from "../http/read-page";
import type { Shape } from "../shape/shape";

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
	min_ram?: string | number;
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
	/** Bytes, in the documents as text. */
	__image_size?: string | number;
	/** `instance,<id>`, `volume,<id>`, `file,<bucket>:<object>`. */
	__data_origin?: string;
	__root_origin?: string;
	__originalimagename?: string;
	__system__cmkid?: string;
	__support_arm?: string;
	__is_config_init?: string;
}

const cloudImageShape: Shape<CloudImageResponse> = {
	id: "required text",
	name: "text",
	status: "text",
	owner: "text",
	visibility: "text",
	protected: "boolean",
	tags: ["text"],
	min_disk: "number",
	min_ram: "text or number",
	max_ram: "text or number",
	disk_format: "text",
	container_format: "text",
	created_at: "text",
	updated_at: "text",
	active_at: "text",
	virtual_env_type: "text",
	enterprise_project_id: "text",
	hw_firmware_type: "text",
	hw_vif_multiqueue_enabled: "text",
	__imagetype: "text",
	__isregistered: "text",
	__os_type: "text",
	__os_version: "text",
	__os_bit: "text",
	__platform: "text",
	__description: "text",
	__image_size: "text or number",
	__data_origin: "text",
	__root_origin: "text",
	__originalimagename: "text",
	__system__cmkid: "text",
	__support_arm: "text",
	__is_config_init: "text",
};

const readImage = readObject(cloudImageShape);

/** An image that was shown has a status, even if the service says none: one that a job has only named has not. */
export function readCloudImage(body: unknown): CloudImageResponse | undefined {
	const image = readImage(body);
	return image && { status: "unknown", ...image };
}

/** The images in a list. Only a list that is there and empty says that there are none. */
export function readCloudImages({ images }: Record<string, unknown>): CloudImageResponse[] | undefined {
	if (!Array.isArray(images)) return undefined;

	const items = images.map(readCloudImage);
	return items.every((item) => item !== undefined) ? items : undefined;
}

/** One image in a list; `null` if it does not exist. A list of others only has not looked for it. */
export function readFoundImage(body: Record<string, unknown>, id: string): CloudImageResponse | null | undefined {
	const images = readCloudImages(body);
	return images?.length === 0 ? null : images?.find((image) => image.id === id);
}
