import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { readDataPage, readObject } from "../http/data-page";
import { acceptUnlessError } from "./instances-answers";
import { ApiError, isOwnNotFound } from "../http/errors";
import { operations } from "./images-operations";
import type { ListImagesQuery, RegisteredImage, RegisterImageBody } from "./images-types";
import { collectPages, type Page } from "../http/paging";
import { buildPath, buildQuery, type Query } from "../http/url";

export type * from "./images-types";

/** The documented operations on images that notebooks and jobs run in. There is none that changes one. */
export interface ModelartsImages {
	registerImage(body: RegisterImageBody, options?: RequestOptions): Promise<RegisteredImage>;

	/** All of them: pages are fetched until the list is complete. */
	listImages(query: ListImagesQuery, options?: RequestOptions): Promise<RegisteredImage[]>;

	/** It may be one whose status is `DELETED`. */
	showImage(id: string, options?: RequestOptions): Promise<RegisteredImage>;

	/**
	 * Takes the image out of the register, and its content out of SWR only with `purge`. What is in the way, or that it
	 * is gone already, is told by the error's code.
	 */
	deleteImage(id: string, options: { readonly purge: boolean }, callOptions?: RequestOptions): Promise<void>;
}

/**
 * The service's own word that there is no such image: its 404, or a 400 of which live clients tell. The 404 of a
 * gateway or of some other server says nothing about the image.
 */
export function isImageNotFound(error: unknown): boolean {
	return error instanceof ApiError && (isOwnNotFound(error) || isUndocumentedWord(error));
}

function isUndocumentedWord({ status, code }: ApiError): boolean {
	return status === 400 && code === "ModelArts.6404";
}

/** How many images are asked for at once: as many as the service gives where nobody says. */
export const PAGE_SIZE = 200;

export interface ModelartsImagesOptions {
	readonly client: Client;
	readonly projectId: string;
}

export function createModelartsImages({ client, projectId }: ModelartsImagesOptions): ModelartsImages {
	const images = (...more: string[]) => buildPath("v1", projectId, "images", ...more);

	function fetchPage(query: ListImagesQuery, offset: number, options?: RequestOptions): Promise<Page<RegisteredImage>> {
		const about = { ...operations.listImages, object: "custom images", path: images() };
		return client.perform(
			{ ...about, query: buildListQuery(query, offset), read: readDataPage<RegisteredImage> },
			options,
		);
	}

	return {
		async registerImage(body, options) {
			const about = { ...operations.registerImage, object: `custom image "${body.swr_path}"`, path: images() };
			return client.perform({ ...about, body, read: readObject<RegisteredImage> }, options);
		},

		async listImages(query, options) {
			return client.readList(() => collectPages((offset) => fetchPage(query, offset, options), PAGE_SIZE), options);
		},

		async showImage(id, options) {
			const about = { ...operations.showImage, object: nameImage(id), path: images(id) };
			return client.perform({ ...about, read: readObject<RegisteredImage> }, options);
		},

		async deleteImage(id, { purge }, options) {
			const about = { ...operations.deleteImage, object: nameImage(id), path: images(id) };
			const read = (body: object) => acceptUnlessError(body, "id");
			await client.perform({ ...about, ...(purge && purgeOrder), mayBeEmpty: true, read }, options);
		},
	};
}

/** The documents know two ways to ask for the deletion of the content; a service ignores the one it does not know. */
const purgeOrder = { query: [["force", "true"]], body: { is_force: true } } as const;

function nameImage(id: string): string {
	return `custom image ${id}`;
}

function buildListQuery(query: ListImagesQuery, offset: number): Query {
	const { type = "DEDICATED", ...rest } = query;
	return buildQuery({ type, limit: PAGE_SIZE, offset, ...rest });
}
