import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { isObject } from "../shape/is-object";
import { ApiError } from "../http/errors";
import { collectByMarker } from "../http/marker-paging";
import { operation, type RequestOptions } from "../http/operation";
import { assertId } from "../http/url";
import { type CloudImageResponse, readCloudImage, readCloudImages, readFoundImage } from "./image-response";

export type { CloudImageResponse } from "./image-response";

/** Images of the image management service: each operation beside the types of its request. */

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

/** All of them narrow the list down further. */
export interface ListCloudImagesQuery {
	/** The whole name. */
	name?: string;
	status?: string;
	/** A project: its id gives the private images. */
	owner?: string;
	visibility?: string;
	/** Of images that others share; with `visibility` alone. */
	member_status?: string;
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

/** One change of one property. To replace or remove what the image does not have is rejected; to add works always. */
export interface PatchOperation {
	op: "add" | "replace" | "remove";
	/** A slash and the property's name. */
	path: string;
	value?: string | number;
}

/** How many images one request asks for: the service's default. */
export const PAGE_SIZE = 500;

export const operations = {
	/** Gives the id of the job that makes the image, or the images. Two requests make two. */
	createImage: operation({
		name: "createImage",
		verb: "create",
		kind: "create",
		method: "POST",
		path: "/v2/cloudimages/action",
		request: (body: CreateImageBody) => ({ object: nameNewImage(body), permission: findPermission(body), body }),
		read: ({ job_id }) => (typeof job_id === "string" && job_id !== "" ? job_id : undefined),
	}),

	listImages: operation({
		name: "listImages",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v2/cloudimages",
		permission: "ims:images:list",
		request: (query: ListCloudImagesQuery, marker: string | undefined) => ({
			object: "cloud images",
			query: { ...query, limit: PAGE_SIZE, marker },
		}),
		read: readCloudImages,
	}),

	/** There is no other way to read one image, with all its properties, than a list of one. */
	findImage: operation({
		name: "listImages",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v2/cloudimages",
		permission: "ims:images:list",
		// Without an id, the query would give all images.
		request: (id: string) => ({ object: nameImage(id), query: { id: assertId(id) } }),
		read: (body, _response, id) => readFoundImage(body, id),
	}),

	/** Only while the image is active. */
	updateImage: operation({
		name: "updateImage",
		verb: "update",
		kind: "write",
		method: "PATCH",
		path: "/v2/cloudimages/{image_id}",
		permission: "ims:images:update",
		request: (id: string, body: readonly PatchOperation[]) => ({ object: nameImage(id), ids: { image_id: id }, body }),
		read: readCloudImage,
	}),

	deleteImage: operation({
		name: "glanceDeleteImage",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		path: "/v2/images/{image_id}",
		permission: "ims:images:delete",
		request: (id: string) => ({ object: nameImage(id), ids: { image_id: id } }),
	}),

	/** The values that the region knows for `os_version`. */
	listOsVersions: operation({
		name: "listOsVersions",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/cloudimages/os_version",
		permission: "ims:images:list",
		isList: true,
		request: () => ({ object: "the operating systems of images" }),
		read: readOsVersions,
	}),
};

export type ImsImages = ReturnType<typeof createImsImages>;

export function createImsImages(client: Client) {
	const images = bindOperations(client, {}, operations);
	return {
		...images,

		/** All of them: pages are fetched until the list is complete. */
		async listImages(query: ListCloudImagesQuery, options?: RequestOptions): Promise<CloudImageResponse[]> {
			return collectByMarker((marker) => images.listImages(query, marker, options), PAGE_SIZE);
		},

		/** `undefined` if the service says that there is no such image. */
		async findImage(id: string, options?: RequestOptions): Promise<CloudImageResponse | undefined> {
			return (await images.findImage(id, options)) ?? undefined;
		},

		/** Accepted, or deleted already. The image may be listed for a while: it is gone once `findImage` says so. */
		async deleteImage(id: string, options?: RequestOptions): Promise<void> {
			try {
				await images.deleteImage(id, options);
			} catch (error) {
				if (!isImageUnknown(error)) throw error;
			}
		},
	};
}

/**
 * The service itself says that it has no such image: a 404 with a code of its own, one of the two codes that say so with
 * the status that the documents give all codes, or the text of the component behind the native paths, which knows no
 * codes. The 404 of a gateway or of some other server is none of these.
 */
export function isImageUnknown(error: unknown): boolean {
	if (!(error instanceof ApiError)) return false;

	const { status, code, serviceMessage } = error;
	if (status === 400) return code === "IMG.0027" || code === "IMG.0144";
	if (status !== 404) return false;
	return (
		/^IMG\.\d+$/.test(code) || (code === "" && /no image found with id|failed to find image/i.test(serviceMessage))
	);
}

function findPermission({ data_images = [], image_url }: CreateImageBody): string {
	return data_images.length > 0 && image_url === undefined ? "ims:dataImages:create" : "ims:serverImages:create";
}

function nameNewImage({ name, data_images = [] }: CreateImageBody): string {
	const names = [name, ...data_images.map((image) => image.name)].filter((one) => one !== undefined);
	return `cloud image ${names.map((one) => `"${one}"`).join(" and ")}`.trim();
}

function nameImage(id: string): string {
	return `cloud image ${id}`;
}

/** The names of all systems, each once, out of the lists of the platforms. */
export function readOsVersions({ items }: Record<string, unknown>): string[] | undefined {
	if (!Array.isArray(items)) return undefined;

	const versions = items.flatMap((platform) => (isObject(platform) ? listVersions(platform.version_list) : []));
	return [...new Set(versions)];
}

function listVersions(list: unknown): string[] {
	if (!Array.isArray(list)) return [];
	return list.flatMap((version: unknown) => {
		const name = isObject(version) ? (version.os_version ?? version.os_version_key) : undefined;
		return typeof name === "string" && name !== "" ? [name] : [];
	});
}
