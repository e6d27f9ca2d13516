import { isObject } from "../settings/setting";
import type { CustomImages } from "./custom-images";
import { makeImage } from "./make-image";
import { readSwrPath } from "./swr-path";

/**
 * What `POST /_admin/objects {"customImages": [...]}` does with each item: changes behind the client's back.
 *
 * - `{"id": "…", "patch": {…}}` (or `"swr_path"`): its fields replace the image's; null takes one away; a new
 *   `status` ends what was under way.
 * - `{"id": "…", "remove": true}`: gone without a trace.
 * - `{"create": {<body of a registration>}, "projectId", "patch"}`: a new one, ACTIVE, nobody checks it.
 */
export function putCustomImage(item: unknown, images: CustomImages): object {
	if (!isObject(item)) throw new Error("Each of customImages must be an object.");
	const { create, id, swr_path, patch, remove } = item;
	if (isObject(create)) return addImage(create, item, images);
	const key = String(id ?? swr_path);
	const image = images.store.findAnywhere(key);
	if (!image) throw new Error(`There is no custom image '${key}'.`);
	if (remove === true) {
		images.store.remove(image.id);
		return { id: image.id };
	}
	if (!isObject(patch)) throw new Error("A custom image needs 'patch', 'remove' or 'create'.");
	if ("status" in patch) image.steps = [];
	merge(image.record, patch);
	return images.show(image);
}

function addImage(create: Record<string, unknown>, item: Record<string, unknown>, images: CustomImages): object {
	const { core, accounts, store } = images;
	const { projectId = accounts.projects()[0]?.id, patch } = item;
	const swrPath = typeof create["swr_path"] === "string" ? create["swr_path"] : "swr.example.com/group/unnamed:1";
	const path = readSwrPath(swrPath);
	if (!path) throw new Error(`'${swrPath}' is not of the form [registry/]namespace/image:tag.`);
	const image = makeImage(core, String(projectId), { ...create, swr_path: swrPath }, path);
	if (isObject(patch)) merge(image.record, patch);
	store.add(image);
	return images.show(image);
}

function merge(record: Record<string, unknown>, patch: Record<string, unknown>): void {
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete record[key];
		else record[key] = value;
	}
}
