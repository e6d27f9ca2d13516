import type { CallOptions } from "../cloud/call";
import type { Cloud } from "../cloud/cloud";
import { isImageGone, PAGE_SIZE, type RegisteredImage } from "../cloud/modelarts-images";
import { orDeleted } from "../cloud/or-deleted";
import { followListed } from "../waiting/listed";

/** Looks at an image; one that is gone is `DELETED`. */
export function look(id: string, options: CallOptions & { readonly cloud: Cloud }): Promise<RegisteredImage> {
	const { cloud, ...call } = options;
	return orDeleted(id, { ask: () => cloud.modelartsImages.showImage(id, call), isGone: isImageGone }, options);
}

/** Whoever waits for an image, or reads one. */
export const images = followListed({
	one: (cloud: Cloud, id, limits) => look(id, { ...limits, cloud }),
	all: ({ modelartsImages }, workspaceId, limits) => modelartsImages.listImages({ workspace_id: workspaceId }, limits),
	pageSize: () => PAGE_SIZE,
});
