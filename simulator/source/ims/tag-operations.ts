import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Fields } from "../schema/schema";
import type { CloudImage } from "./image";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { readObject } from "./read-body";
import type { TagPair } from "./request-schemas";
import { showTags } from "./show-image";
import { mergeTags, readTags } from "./tag-rules";

const pair: Fields = { key: { type: "String" }, value: { type: "String" } };
const addSchema: Fields = { tag: { type: "Object", required: true, fields: pair } };
const batchSchema: Fields = {
	action: { type: "String", required: true },
	tags: { type: "Array", required: true, items: { type: "Object", fields: pair } },
};

/** Lists the current tags of an image; the lists of images may show older ones. */
export function listImageTags(request: OperationRequest, ims: Ims): HttpResponse {
	return { status: 200, body: { tags: showTags(findTagged(request, ims).tags) } };
}

/** Adds a tag, or replaces the value of its key. */
export function addImageTag(request: OperationRequest, ims: Ims): HttpResponse {
	const image = findTagged(request, ims);
	const { tag } = readObject<{ tag: TagPair }>(request.body, addSchema);
	image.tags = mergeTags(image.tags, readTags([tag], ims.core), ims.core);
	return { status: 204 };
}

/** Adds or deletes several tags. Both are idempotent: existing values are overwritten, missing keys are ignored. */
export function batchAddOrDeleteTags(request: OperationRequest, ims: Ims): HttpResponse {
	const image = findTagged(request, ims);
	const { action, tags } = readObject<{ action: string; tags: TagPair[] }>(request.body, batchSchema);
	if (action !== "create" && action !== "delete") throw createImsError("0001", "action");
	if (tags.length === 0) throw createImsError("0001", "tags");
	if (action === "create") image.tags = mergeTags(image.tags, readTags(tags, ims.core), ims.core);
	else {
		const keys = tags.map(readDeletedKey);
		if (new Set(keys).size < keys.length) throw createImsError("0115", "repeated key");
		image.tags = new Map([...image.tags].filter(([key]) => !keys.includes(key)));
	}
	return { status: 204 };
}

/** Deletes a tag. It is not idempotent: a missing key is a 404. */
export function deleteImageTag(request: OperationRequest, ims: Ims): HttpResponse {
	const image = findTagged(request, ims);
	const { key = "" } = request.params;
	if (!image.tags.has(key)) throw createImsError("0121", `tag ${key}`, 404);
	image.tags = new Map([...image.tags].filter(([own]) => own !== key));
	return { status: 204 };
}

/** Lists all tags of the project's images, values by key. */
export function listImagesTags(request: OperationRequest, ims: Ims): HttpResponse {
	const values = new Map<string, Set<string>>();
	for (const { tags } of ims.images.listOfProject(ims.resolveProject(request)))
		for (const [key, value] of tags) values.set(key, (values.get(key) ?? new Set()).add(value));
	return { status: 200, body: { tags: [...values].map(([key, set]) => ({ key, values: [...set] })) } };
}

function findTagged(request: OperationRequest, ims: Ims): CloudImage {
	const image = ims.find(request);
	if (!image || image.record.owner !== ims.resolveProject(request)) throw createImsError("0027", undefined, 404);
	return image;
}

/** Only the lengths of a tag to delete are checked; its value is optional. */
function readDeletedKey({ key, value }: TagPair): string {
	if (!key || key.length > 127 || (value ?? "").length > 255) throw createImsError("0115");
	return key;
}
