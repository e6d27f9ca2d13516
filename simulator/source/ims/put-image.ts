import { isObject } from "../settings/setting";
import type { ImageSpec } from "./image-spec";
import type { CloudImage } from "./image";
import type { Ims } from "./ims";
import { makeImage } from "./make-image";
import { readOs } from "./os-versions";
import { showImage } from "./show-image";

/**
 * What `POST /_admin/objects {"cloudImages": [...]}` does with each item: an out-of-band change.
 *
 * - `{"id": "…", "patch": {…}, "tags": {…}}` (or `"name"`): properties replace the image's, null removes a property;
 *   tags replace all tags. A new `status` cancels the pending create or deletion.
 * - `{"id": "…", "remove": true}`: removes it at once.
 * - `{"create": {<properties>}, "tags", "projectId"}`: a new image, active, not validated.
 */
export function putCloudImage(item: unknown, ims: Ims): object {
	if (!isObject(item)) throw new Error("Each of cloudImages must be an object.");
	const { create, id, name, patch, tags, remove } = item;
	if (isObject(create)) return addImage(create, item, ims);
	const key = String(id ?? name);
	const image = ims.images.findAnywhere(key);
	if (!image) throw new Error(`There is no cloud image '${key}'.`);
	if (remove === true) {
		ims.images.remove(image.record.id);
		return { id: image.record.id };
	}
	if (!isObject(patch) && !isObject(tags))
		throw new Error("A cloud image needs 'patch', 'tags', 'remove' or 'create'.");
	if (isObject(patch)) merge(image, patch);
	if (isObject(tags)) image.tags = readTags(tags);
	return showImage(image, ims.core);
}

function addImage(create: Record<string, unknown>, item: Record<string, unknown>, ims: Ims): object {
	const { core, accounts, images } = ims;
	const { projectId = accounts.projects()[0]?.id, tags } = item;
	const spec: ImageSpec = {
		name: "unnamed",
		tags: readTags(isObject(tags) ? tags : {}),
		origin: "",
		virtualEnvType: "FusionCompute",
		minDisk: 40,
		minRam: 0,
		os: readOs("CentOS 7.6 64bit"),
		architecture: "x86",
		firmware: "bios",
		enterpriseProjectId: "0",
		jobType: "",
	};
	const image = makeImage(core, String(projectId), spec);
	merge(image, { status: "active", active_at: image.record.created_at, __image_size: "449261568", ...create });
	images.add(image);
	return showImage(image, core);
}

function merge(image: CloudImage, patch: Record<string, unknown>): void {
	if ("status" in patch) {
		delete image.pendingCreate;
		delete image.deletedAt;
	}
	const { tags, ...properties } = patch;
	if (tags !== undefined) throw new Error('Tags go beside the patch, as an object: {"tags": {"key": "value"}}.');
	for (const [key, value] of Object.entries(properties)) {
		if (value === null) delete image.record[key];
		else (image.record as Record<string, unknown>)[key] = value;
	}
}

function readTags(tags: Record<string, unknown>): Map<string, string> {
	return new Map(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}
