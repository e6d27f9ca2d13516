import { isThere, listDescribed, type ObjectInventory, readDescriptionOf } from "../../lifecycle/inventory";
import type { RegisteredImageResponse } from "../../services/modelarts/images";
import { get } from "./poll";

/** Of all registered images: the service does not say which of them were saved from a notebook. */
export const inventory: ObjectInventory = {
	markerIn: "description",
	isByWorkspace: true,

	async list(services, workspace_id) {
		const found = await services.modelartsImages.listImages({ workspace_id });
		return found.filter(isThere).map((image) => listDescribed(image, describe(image)));
	},

	readMarker: async (id, context) => readDescriptionOf(await get(id, context)),
};

function describe({ swr_path: path, name = "", size, create_at: createdAt }: RegisteredImageResponse) {
	return { name: path ?? name, createdAt, billed: { storedBytes: size, keptIn: "SWR" } };
}
