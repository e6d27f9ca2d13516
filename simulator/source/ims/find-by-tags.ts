import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Field, Fields } from "../schema/schema";
import type { CloudImage } from "./image";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { readObject } from "./read-body";
import { showTags } from "./show-image";

interface TagFilter {
	readonly key: string;
	readonly values: readonly string[];
}

interface TagQuery {
	readonly action: string;
	readonly tags?: readonly TagFilter[] | null;
	readonly tags_any?: readonly TagFilter[] | null;
	readonly not_tags?: readonly TagFilter[] | null;
	readonly not_tags_any?: readonly TagFilter[] | null;
	readonly without_any_tag?: boolean | null;
	readonly matches?: readonly { readonly key: string; readonly value: string }[] | null;
	readonly limit?: string | null;
	readonly offset?: string | null;
}

const text: Field = { type: "String", required: true };
const tagFilters: Field = {
	type: "Array",
	items: {
		type: "Object",
		fields: { key: text, values: { type: "Array", required: true, items: { type: "String" } } },
	},
};
const schema: Fields = {
	action: text,
	tags: tagFilters,
	tags_any: tagFilters,
	not_tags: tagFilters,
	not_tags_any: tagFilters,
	without_any_tag: { type: "Boolean" },
	matches: { type: "Array", items: { type: "Object", fields: { key: text, value: { type: "String" } } } },
	limit: { type: "String" },
	offset: { type: "String" },
};

/** Finds images by tags: `filter` returns a page of them with all their tags, `count` only their number. */
export function listImageByTags(request: OperationRequest, ims: Ims): HttpResponse {
	const tagQuery = readObject<TagQuery>(request.body, schema);
	if (tagQuery.action !== "filter" && tagQuery.action !== "count") throw createImsError("0001", "action");
	checkLists(tagQuery);
	const projectId = ims.resolveProject(request);
	const own = ims.images.visible(projectId).filter(({ record }) => record.owner === projectId);
	const found = own.reverse().filter((image) => matchesQuery(image, tagQuery));
	if (tagQuery.action === "count") return { status: 200, body: { total_count: found.length } };
	const limit = readNumber("limit", tagQuery.limit, "10", 1, 1000);
	const offset = readNumber("offset", tagQuery.offset, "0", 0, Infinity);
	const resources = found.slice(offset, offset + limit).map(({ record, tags }) => ({
		resource_id: record.id,
		resource_name: record.name,
		resource_detail: { status: record.status },
		tags: showTags(tags),
	}));
	return { status: 200, body: { total_count: found.length, resources } };
}

function checkLists({ tags, tags_any, not_tags, not_tags_any }: TagQuery): void {
	for (const list of [tags, tags_any, not_tags, not_tags_any]) {
		if (!list) continue;
		if (list.length === 0 || list.length > 10) throw createImsError("0001", "from 1 to 10 keys");
		if (list.some(({ values }) => values.length > 10)) throw createImsError("0001", "at most 10 values of a key");
		if (new Set(list.map(({ key }) => key)).size < list.length) throw createImsError("0115", "repeated key");
	}
}

/**
 * One matching value of a key is enough; an empty list of values matches any. `without_any_tag` finds untagged images
 * instead.
 */
function matchesQuery(image: CloudImage, tagQuery: TagQuery): boolean {
	const has = ({ key, values }: TagFilter) => {
		const value = image.tags.get(key);
		return value !== undefined && (values.length === 0 || values.includes(value));
	};
	const { tags, tags_any, not_tags, not_tags_any, without_any_tag, matches } = tagQuery;
	const named = (matches ?? []).every((match) => matchesField(image, match));
	if (without_any_tag) return named && image.tags.size === 0;
	return (
		named &&
		(!tags || tags.every(has)) &&
		(!tags_any || tags_any.some(has)) &&
		(!not_tags || !not_tags.every(has)) &&
		(!not_tags_any || !not_tags_any.some(has))
	);
}

function matchesField(
	{ record }: CloudImage,
	{ key, value }: { readonly key: string; readonly value: string },
): boolean {
	if (key === "resource_id") return record.id === value;
	if (key === "resource_name") return record.name.includes(value);
	throw createImsError("0001", `matches.${key}`);
}

function readNumber(name: string, text: string | null | undefined, fallback: string, min: number, max: number) {
	const number = Number(text ?? fallback);
	const isValid = /^\d+$/.test(text ?? fallback) && number >= min && number <= max;
	if (!isValid) throw createImsError("0001", name);
	return number;
}
