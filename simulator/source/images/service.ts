import type { Answer, Call, Operation, Service } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import { deleteImage } from "./delete-image";
import { isGone } from "./image";
import { listImage } from "./list-image";
import { listImageGroups } from "./list-image-groups";
import { putCustomImage } from "./put-image";
import { registerImage } from "./register-image";

const collection = "/v1/:project_id/images";
const single = `${collection}/:id`;

/** Custom images: what of a registry ModelArts knows. There is no update call. */
export function makeCustomImageService(images: CustomImages): Service {
	const family = "images";
	const operations: Operation[] = [
		{
			name: "registerImage",
			method: "POST",
			path: collection,
			family,
			lasting: true,
			run: (call) => registerImage(call, images),
		},
		{ name: "listImage", method: "GET", path: collection, family, run: (call) => listImage(call, images) },
		{
			name: "listImageGroups",
			method: "GET",
			path: `${collection}/group`,
			family,
			run: (call) => listImageGroups(call, images),
		},
		{ name: "showImage", method: "GET", path: single, family, run: (call) => showImage(call, images) },
		{ name: "deleteImage", method: "DELETE", path: single, family, run: (call) => deleteImage(call, images) },
	];
	return {
		name: family,
		operations,
		show: () => ({
			customImages: images.store
				.all()
				.filter((image) => !isGone(image))
				.map((image) => ({ project_id: image.projectId, ...images.show(image) })),
			purgedSwrImages: images.store.purges,
		}),
		reset: () => images.store.reset(),
		shelves: [images.store],
		objects: { customImages: (item) => putCustomImage(item, images) },
	};
}

/** A deleted one is unknown, by 404 or 400; a setting shows it as DELETED instead. */
function showImage(call: Call, images: CustomImages): Answer {
	const image = images.lookUp(call);
	const showsDeleted = images.core.settings.values.deletedCustomImage === "DELETED";
	if (!image || (isGone(image) && !showsDeleted)) throw images.refuseUnknown(call);
	return { status: 200, body: images.show(image) };
}
