import { readTotal } from "../modelarts/instances-answers";
import { isObject } from "../http/error-body";
import type { Page } from "../http/paging";

/** An image that was found by its tags. */
export interface TaggedImage {
	readonly id: string;
	readonly name: string;
	/** All of its tags. */
	readonly tags: Record<string, string>;
}

/** Tags as a map; a tag without a value has an empty one. */
export function readTags({ tags }: Record<string, unknown>): Record<string, string> | undefined {
	if (!Array.isArray(tags)) return undefined;

	const pairs = tags.map(readTag);
	return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/** A page of what was found. It must say how many there are in all: what is missing in it decides what is made again. */
export function readTaggedPage(body: Record<string, unknown>): (Page<TaggedImage> & { total: number }) | undefined {
	const total = readTotal(body.total_count);
	const listed = body.resources ?? (total === 0 ? [] : undefined);
	if (total === undefined || !Array.isArray(listed)) return undefined;

	const items = listed.map(readTaggedImage);
	return items.every((item) => item !== undefined) ? { items, total } : undefined;
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
