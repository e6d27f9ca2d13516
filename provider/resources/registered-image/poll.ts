import type { RequestOptions } from "../../services/http/operation";
import type { Services } from "../../services/services";
import { isImageNotFound, PAGE_SIZE, type RegisteredImageResponse } from "../../services/modelarts/images";
import { readOrDeleted } from "../../services/read-or-deleted";
import { createListSource } from "../../lifecycle/polling/list-source";

/** Looks at an image; one that is gone is `DELETED`. */
export function get(
	id: string,
	options: RequestOptions & { readonly services: Services },
): Promise<RegisteredImageResponse> {
	const { services, ...call } = options;
	return readOrDeleted(
		id,
		{ get: () => services.modelartsImages.showImage(id, call), isNotFound: isImageNotFound },
		options,
	);
}

/** Whoever waits for an image, or reads one. */
export const images = createListSource({
	one: (services: Services, id, limits) => get(id, { ...limits, services }),
	all: ({ modelartsImages }, workspaceId, limits) => modelartsImages.listImages({ workspace_id: workspaceId }, limits),
	pageSize: () => PAGE_SIZE,
});
