import type { HttpResponse, OperationRequest, Operation, Service } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import { deleteImage } from "./delete-image";
import { isDeleted } from "./image";
import { listImage } from "./list-image";
import { listImageGroups } from "./list-image-groups";
import { putCustomImage } from "./put-image";
import { registerImage } from "./register-image";

const collection = "/v1/:project_id/images";
const single = `${collection}/:id`;

/** The custom image service: images of a registry that are registered in ModelArts. It has no update operation. */
export function makeCustomImageService(images: CustomImages): Service {
	const family = "images";
	const operations: Operation[] = [
		{
			name: "registerImage",
			method: "POST",
			path: collection,
			family,
			asynchronous: true,
			run: (request) => registerImage(request, images),
		},
		{ name: "listImage", method: "GET", path: collection, family, run: (request) => listImage(request, images) },
		{
			name: "listImageGroups",
			method: "GET",
			path: `${collection}/group`,
			family,
			run: (request) => listImageGroups(request, images),
		},
		{ name: "showImage", method: "GET", path: single, family, run: (request) => showImage(request, images) },
		{ name: "deleteImage", method: "DELETE", path: single, family, run: (request) => deleteImage(request, images) },
	];
	return {
		name: family,
		operations,
		show: () => ({
			customImages: images.store
				.all()
				.filter((image) => !isDeleted(image))
				.map((image) => ({ project_id: image.projectId, ...images.show(image) })),
			purgedSwrImages: images.store.purges,
		}),
		reset: () => images.store.reset(),
		stores: [images.store],
		objects: { customImages: (item) => putCustomImage(item, images) },
	};
}

/** Shows an image. A deleted one is answered with 404 or 400, or shown as DELETED, according to the setting. */
function showImage(request: OperationRequest, images: CustomImages): HttpResponse {
	const image = images.find(request);
	const showsDeleted = images.core.settings.values.deletedCustomImage === "DELETED";
	if (!image || (isDeleted(image) && !showsDeleted)) throw images.createNotFoundError(request);
	return { status: 200, body: images.show(image) };
}
