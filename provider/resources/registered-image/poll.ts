import type { CallOptions } from "../../services/http/operation";
import type { Cloud } from "../../services/services";
import { isImageGone, PAGE_SIZE, type RegisteredImage } from "../../services/modelarts/images";
import { orDeleted } from "../../services/read-or-deleted";
import { followListed } from "../../lifecycle/polling/list-source";

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
