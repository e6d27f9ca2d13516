import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { acceptUnlessError } from "../modelarts/instances-answers";
import { ApiError } from "../http/errors";
import { readCloudImage, readCloudImages, readFound, readJobId, readOsVersions } from "./images-answers";
import type { CloudImageResponse, CreateImageBody, ListCloudImagesQuery, PatchOperation } from "./images-types";
import { operations } from "./operations";
import { collectByMarker } from "../http/marker-paging";
import { buildPath, PathError, type Query } from "../http/url";

export type * from "./images-types";

/** The documented operations on images of the image management service that an image's life needs. */
export interface ImsImages {
	/** Gives the id of the job that makes the image, or the images. Asking twice makes two. */
	createImage(body: CreateImageBody, options?: RequestOptions): Promise<string>;

	/** All of them: pages are fetched until the list is complete. */
	listImages(query: ListCloudImagesQuery, options?: RequestOptions): Promise<CloudImageResponse[]>;

	/** `undefined` if the service says that there is no such image. */
	findImage(id: string, options?: RequestOptions): Promise<CloudImageResponse | undefined>;

	/** Only while the image is active. */
	updateImage(id: string, operations: readonly PatchOperation[], options?: RequestOptions): Promise<CloudImageResponse>;

	/** Accepted, or gone already. The image may be listed for a while: it is gone once `findImage` says so. */
	deleteImage(id: string, options?: RequestOptions): Promise<void>;

	/** The values that the region knows for `os_version`. */
	listOsVersions(options?: RequestOptions): Promise<string[]>;
}

/** How many images are asked for at once: as many as the service gives where nobody says. */
export const PAGE_SIZE = 500;

export function createImsImages({ client }: { readonly client: Client }): ImsImages {
	const path = buildPath("v2", "cloudimages");

	function fetchPage(query: ListCloudImagesQuery, marker: string | undefined, options?: RequestOptions) {
		const about = { ...operations.listImages, object: "cloud images", path };
		return client.perform({ ...about, query: buildListQuery(query, marker), read: readCloudImages }, options);
	}

	return {
		async createImage(body, options) {
			const about = { ...operations.createImage, object: nameNewImage(body), permission: findPermission(body) };
			const action = buildPath("v2", "cloudimages", "action");
			return client.perform({ ...about, path: action, body, read: readJobId }, options);
		},

		async listImages(query, options) {
			return collectByMarker((marker) => fetchPage(query, marker, options), PAGE_SIZE);
		},

		async findImage(id, options) {
			// Without an id, the query would give all images.
			if (!id) throw new PathError(`"${id}" is not an id of the service; nothing was sent.`);

			const about = { ...operations.findImage, object: nameImage(id), path, query: [["id", id]] as const };
			const found = await client.perform({ ...about, read: (body) => readFound(body, id) }, options);
			return found ?? undefined;
		},

		async updateImage(id, changes, options) {
			const about = { ...operations.updateImage, object: nameImage(id), path: buildPath("v2", "cloudimages", id) };
			return client.perform({ ...about, body: changes, read: readCloudImage }, options);
		},

		async deleteImage(id, options) {
			const about = { ...operations.deleteImage, object: nameImage(id), path: buildPath("v2", "images", id) };
			try {
				await client.perform({ ...about, mayBeEmpty: true, read: (body) => acceptUnlessError(body) }, options);
			} catch (error) {
				if (!isImageUnknown(error)) throw error;
			}
		},

		async listOsVersions(options) {
			const about = { ...operations.listOsVersions, object: "the operating systems of images" };
			const versions = buildPath("v1", "cloudimages", "os_version");
			return client.perform({ ...about, path: versions, isList: true, read: readOsVersions }, options);
		},
	};
}

/**
 * The service's own word that it has no such image: a 404 with a code of its own, one of the two codes that say so with
 * the status that the documents give all codes, or the words of the component behind the native paths, which knows no
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
	return data_images.length > 0 && image_url === undefined
		? "ims:dataImages:create"
		: operations.createImage.permission;
}

function nameNewImage({ name, data_images = [] }: CreateImageBody): string {
	const names = [name, ...data_images.map((image) => image.name)].filter((one) => one !== undefined);
	return `cloud image ${names.map((one) => `"${one}"`).join(" and ")}`.trim();
}

function nameImage(id: string): string {
	return `cloud image ${id}`;
}

function buildListQuery(query: ListCloudImagesQuery, marker: string | undefined): Query {
	const all = { ...query, limit: PAGE_SIZE, marker };
	return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
}
