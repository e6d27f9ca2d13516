import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { isObject } from "../shape/is-object";
import { operation, type RequestOptions } from "../http/operation";
import { collectPages, type Page, ShortListError } from "../http/paging";
import { readPage } from "../http/read-page";

/** The tags of images. The lists of images have them as well, but in forms that cannot be parsed. */

/** An image that was found by its tags. */
export interface TaggedImage {
	readonly id: string;
	readonly name: string;
	/** All of its tags. */
	readonly tags: Record<string, string>;
}

/** How many images one request asks for: the documented maximum. */
const PAGE_SIZE = 1000;

export const operations = {
	listTags: operation({
		name: "listImageTags",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v2/{project_id}/images/{image_id}/tags",
		permission: "ims:images:list",
		request: (imageId: string) => ({ object: nameTags(imageId), ids: { image_id: imageId } }),
		read: readTags,
	}),

	/** Adds tags, and gives existing ones a new value; all others stay. */
	addTags: operation({
		name: "batchAddOrDeleteTags",
		verb: "set",
		kind: "write",
		method: "POST",
		path: "/v2/{project_id}/images/{image_id}/tags/action",
		permission: "ims:images:update",
		request: (imageId: string, tags: Readonly<Record<string, string>>) => ({
			object: nameTags(imageId),
			ids: { image_id: imageId },
			body: { action: "create", tags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
		}),
	}),

	/** Tags that the image does not have are no error. */
	removeTags: operation({
		name: "batchAddOrDeleteTags",
		verb: "remove",
		kind: "write",
		method: "POST",
		path: "/v2/{project_id}/images/{image_id}/tags/action",
		permission: "ims:images:update",
		request: (imageId: string, keys: readonly string[]) => ({
			object: nameTags(imageId),
			ids: { image_id: imageId },
			body: { action: "delete", tags: keys.map((key) => ({ key })) },
		}),
	}),

	/** An empty list of values matches any value. */
	findImagesByTag: operation({
		name: "listImageByTags",
		verb: "find",
		kind: "read",
		method: "POST",
		path: "/v2/{project_id}/images/resource_instances/action",
		permission: "ims:images:list",
		request: (key: string, values: readonly string[], offset: number, limit: number) => ({
			object: `cloud images with the tag "${key}"`,
			// Numbers as text, as documented.
			body: { action: "filter", limit: String(limit), offset: String(offset), tags: [{ key, values }] },
		}),
		read: readTaggedPage,
	}),
};

export type ImsTags = ReturnType<typeof createImsTags>;

/** The operations; without any tag to set or remove, nothing is sent. */
export function createImsTags(client: Client, projectId: string) {
	const tags = bindOperations(client, { projectId }, operations);

	async function findAll(key: string, values: readonly string[], options?: RequestOptions): Promise<TaggedImage[]> {
		let announced = 0;
		const found = await collectPages(async (offset) => {
			const page = await tags.findImagesByTag(key, values, offset, PAGE_SIZE, options);
			announced = page.total;
			return page;
		}, PAGE_SIZE);
		if (found.length >= announced) return found;
		throw new ShortListError(`Of ${announced} cloud images with the tag "${key}", only ${found.length} are shown.`);
	}

	return {
		listTags: tags.listTags,

		async addTags(imageId: string, added: Readonly<Record<string, string>>, options?: RequestOptions): Promise<void> {
			if (Object.keys(added).length > 0) await tags.addTags(imageId, added, options);
		},

		async removeTags(imageId: string, keys: readonly string[], options?: RequestOptions): Promise<void> {
			if (keys.length > 0) await tags.removeTags(imageId, keys, options);
		},

		/**
		 * All images of the project that have the tag with one of the values or, without any given, with whatever value.
		 *
		 * @throws {ShortListError} if fewer are shown than there are
		 */
		async findImagesByTag(
			key: string,
			values: readonly string[] | undefined,
			options?: RequestOptions,
		): Promise<TaggedImage[]> {
			// For the service, an empty list is any value; for the caller, it is none.
			if (values?.length === 0) return [];

			return client.readList(() => findAll(key, values ?? [], options), options);
		},
	};
}

/** Tags as a map; a tag without a value has an empty one. */
function readTags({ tags }: Record<string, unknown>): Record<string, string> | undefined {
	if (!Array.isArray(tags)) return undefined;

	const pairs = tags.map(readTag);
	return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/** A page of tagged images. It must say how many there are in all: what is missing in it decides what is created again. */
function readTaggedPage({ resources, total_count }: Record<string, unknown>) {
	const page = readPage(resources, total_count, readTaggedImage);
	return page?.total === undefined ? undefined : (page as Page<TaggedImage> & { readonly total: number });
}

function readTaggedImage(resource: unknown): TaggedImage | undefined {
	if (!isObject(resource) || typeof resource.resource_id !== "string" || resource.resource_id === "") return undefined;

	const { resource_id: id, resource_name: name } = resource;
	const tags = readTags({ tags: resource.tags ?? [] });
	return tags && { id, name: typeof name === "string" ? name : "", tags };
}

function readTag(tag: unknown): [key: string, value: string] | undefined {
	if (!isObject(tag) || typeof tag.key !== "string" || tag.key === "") return undefined;
	return [tag.key, typeof tag.value === "string" ? tag.value : ""];
}

function nameTags(imageId: string): string {
	return `the tags of cloud image ${imageId}`;
}
