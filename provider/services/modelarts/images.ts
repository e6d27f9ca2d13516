import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { ApiError, isOwnNotFound } from "../http/errors";
import { operation, type RequestOptions } from "../http/operation";
import { collectPages } from "../http/paging";
import { readDataPage, readObject } from "../http/read-page";
import type { Shape } from "../shape/shape";

/**
 * Images that notebooks and jobs run in: each operation beside the types of its request and response. There is none that
 * changes an image.
 */

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

/** An image as the service reports it. Nearly everything may be missing; unknown fields are kept out of the types. */
export interface RegisteredImageResponse {
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

export const registeredImageShape: Shape<RegisteredImageResponse> = {
	id: "required text",
	name: "text",
	namespace: "text",
	tag: "text",
	swr_path: "text",
	arch: "text",
	description: "text",
	dev_services: ["text"],
	resource_categories: ["text"],
	support_res_categories: ["text"],
	service_type: "text",
	origin: "text",
	size: "number",
	status: "text",
	status_message: "text",
	type: "text",
	visibility: "text",
	create_at: "number",
	update_at: "number",
	workspace_id: "text",
	flavor_type: "text",
	swr_instance_id: "text",
};

/** How many images one request asks for: the service's default. */
export const PAGE_SIZE = 200;

/** The documents know two ways to ask for the deletion of the content; a service ignores the one it does not know. */
const purge = { query: { force: true }, body: { is_force: true } };

export const operations = {
	registerImage: operation({
		name: "registerImage",
		verb: "register",
		kind: "create",
		method: "POST",
		path: "/v1/{project_id}/images",
		permission: "modelarts:image:register",
		request: (body: RegisterImageBody) => ({ object: `custom image "${body.swr_path}"`, body }),
		read: readObject(registeredImageShape),
	}),

	listImages: operation({
		name: "listImages",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/images",
		permission: "modelarts:image:list",
		request: ({ type = "DEDICATED", ...filter }: ListImagesQuery, offset: number) => ({
			object: "custom images",
			query: { type, limit: PAGE_SIZE, offset, ...filter },
		}),
		read: readDataPage(registeredImageShape),
	}),

	/** It may be one whose status is `DELETED`. */
	showImage: operation({
		name: "showImage",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/images/{id}",
		permission: "modelarts:image:get",
		request: (id: string) => ({ object: nameImage(id), ids: { id } }),
		read: readObject(registeredImageShape),
	}),

	/**
	 * Deregisters the image, and deletes its content in SWR only with `purge`. An obstacle, or that the image does not exist
	 * any more, is told by the error's code.
	 */
	deleteImage: operation({
		name: "deleteImage",
		verb: "delete",
		// The image is not polled while it is busy; twice is as good as once.
		kind: "write",
		method: "DELETE",
		path: "/v1/{project_id}/images/{id}",
		permission: "modelarts:image:delete",
		request: (id: string, options: { readonly purge: boolean }) => ({
			object: nameImage(id),
			ids: { id },
			...(options.purge && purge),
		}),
		successProperty: "id",
	}),
};

export type ModelartsImages = ReturnType<typeof createModelartsImages>;

export function createModelartsImages(client: Client, projectId: string) {
	const images = bindOperations(client, { projectId }, operations);
	return {
		...images,

		/** All of them: pages are fetched until the list is complete. */
		async listImages(query: ListImagesQuery, options?: RequestOptions): Promise<RegisteredImageResponse[]> {
			const fetchPage = (offset: number) => images.listImages(query, offset, options);
			return client.readList(() => collectPages(fetchPage, PAGE_SIZE), options);
		},
	};
}

/**
 * The service itself says that there is no such image: its 404, or a 400 that live clients know. The 404 of a gateway or
 * of some other server says nothing about the image.
 */
export function isImageNotFound(error: unknown): boolean {
	return error instanceof ApiError && (isOwnNotFound(error) || isUndocumentedNotFound(error));
}

function isUndocumentedNotFound({ status, code }: ApiError): boolean {
	return status === 400 && code === "ModelArts.6404";
}

function nameImage(id: string): string {
	return `custom image ${id}`;
}
