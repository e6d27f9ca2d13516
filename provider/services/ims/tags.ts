import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { acceptUnlessError } from "../modelarts/instances-answers";
import { operations } from "./operations";
import { readTaggedPage, readTags, type TaggedImage } from "./tags-answers";
import { collectPages, ShortListError } from "../http/paging";
import { buildPath } from "../http/url";

export type { TaggedImage } from "./tags-answers";

/** The tags of images. The lists of images have them as well, but in forms that cannot be taken apart again. */
export interface ImsTags {
	listTags(imageId: string, options?: RequestOptions): Promise<Record<string, string>>;

	/** Adds tags, and gives those that are there a new value; leaves all others alone. */
	addTags(imageId: string, tags: Readonly<Record<string, string>>, options?: RequestOptions): Promise<void>;

	/** Those that are not there are no error. */
	removeTags(imageId: string, keys: readonly string[], options?: RequestOptions): Promise<void>;

	/**
	 * All images of the project that have the tag, with one of the values or, without any given, with whatever value.
	 *
	 * @throws {ShortListError} if fewer are shown than there are
	 */
	findImagesByTag(key: string, values: readonly string[] | undefined, options?: RequestOptions): Promise<TaggedImage[]>;
}

/** How many images are asked for at once: the documented maximum. */
const PAGE_SIZE = 1000;

export interface ImsTagsOptions {
	readonly client: Client;
	readonly projectId: string;
}

export function createImsTags({ client, projectId }: ImsTagsOptions): ImsTags {
	const images = (...more: string[]) => buildPath("v2", projectId, "images", ...more);

	function fetchPage(key: string, values: readonly string[], offset: number, options?: RequestOptions) {
		const about = { ...operations.findImagesByTag, object: `cloud images with the tag "${key}"` };
		// Numbers as text, as documented.
		const page = { limit: String(PAGE_SIZE), offset: String(offset) };
		const body = { action: "filter", ...page, tags: [{ key, values }] };
		const path = images("resource_instances", "action");
		return client.perform({ ...about, path, body, read: readTaggedPage }, options);
	}

	async function findAll(key: string, values: readonly string[], options?: RequestOptions): Promise<TaggedImage[]> {
		let announced = 0;
		const found = await collectPages(async (offset) => {
			const page = await fetchPage(key, values, offset, options);
			announced = page.total;
			return page;
		}, PAGE_SIZE);
		if (found.length >= announced) return found;
		throw new ShortListError(`Of ${announced} cloud images with the tag "${key}", only ${found.length} are shown.`);
	}

	return {
		async listTags(imageId, options) {
			const about = { ...operations.listTags, object: nameTags(imageId), path: images(imageId, "tags") };
			return client.perform({ ...about, read: readTags }, options);
		},

		async addTags(imageId, tags, options) {
			const listed = Object.entries(tags).map(([key, value]) => ({ key, value }));
			if (listed.length === 0) return;

			const about = { ...operations.addTags, object: nameTags(imageId), path: images(imageId, "tags", "action") };
			const body = { action: "create", tags: listed };
			await client.perform({ ...about, body, mayBeEmpty: true, read: (answer) => acceptUnlessError(answer) }, options);
		},

		async removeTags(imageId, keys, options) {
			if (keys.length === 0) return;

			const about = { ...operations.removeTags, object: nameTags(imageId), path: images(imageId, "tags", "action") };
			const body = { action: "delete", tags: keys.map((key) => ({ key })) };
			await client.perform({ ...about, body, mayBeEmpty: true, read: (answer) => acceptUnlessError(answer) }, options);
		},

		async findImagesByTag(key, values, options) {
			// For the service, an empty list is any value; for whoever asks, it is none.
			if (values?.length === 0) return [];

			return client.readList(() => findAll(key, values ?? [], options), options);
		},
	};
}

function nameTags(imageId: string): string {
	return `the tags of cloud image ${imageId}`;
}
