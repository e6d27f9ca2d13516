import { putItem } from "../objects/put-item";
import { isObject } from "../settings/setting";
import type { CustomImages } from "./custom-images";
import type { CustomImage } from "./image";
import { makeImage } from "./make-image";
import { readSwrPath } from "./swr-path";

/**
 * What `POST /_admin/objects {"customImages": [...]}` does with each item: an out-of-band change.
 *
 * - `{"id": "…", "patch": {…}}` (or `"swr_path"`): its fields replace the image's; null removes a field; a new
 *   `status` cancels the planned steps.
 * - `{"id": "…", "remove": true}`: removes it at once.
 * - `{"create": {<body of a registration>}, "projectId", "patch"}`: a new image, ACTIVE, not validated.
 */
export function putCustomImage(item: unknown, images: CustomImages): object {
	const { store } = images;
	return putItem<CustomImage>(item, {
		kind: "custom image",
		list: "customImages",
		key: "swr_path",
		find: (idOrPath) => store.findAnywhere(idOrPath),
		remove: (id) => store.remove(id),
		add: (create, entry) => addImage(create, entry, images),
		patch: (image, patch) => {
			if ("status" in patch) image.steps = [];
			merge(image.record, patch);
		},
		show: (image) => images.show(image),
	});
}

function addImage(create: Record<string, unknown>, item: Record<string, unknown>, images: CustomImages): CustomImage {
	const { core, accounts, store } = images;
	const { projectId = accounts.projects()[0]?.id, patch } = item;
	const swrPath = typeof create["swr_path"] === "string" ? create["swr_path"] : "swr.example.com/group/unnamed:1";
	const path = readSwrPath(swrPath);
	if (!path) throw new Error(`'${swrPath}' is not of the form [registry/]namespace/image:tag.`);
	const image = makeImage(core, String(projectId), { ...create, swr_path: swrPath }, path);
	if (isObject(patch)) merge(image.record, patch);
	store.add(image);
	return image;
}

function merge(record: Record<string, unknown>, patch: Record<string, unknown>): void {
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete record[key];
		else record[key] = value;
	}
}
