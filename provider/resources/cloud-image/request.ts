import { toRequest } from "../../definition/request";
import type { CreateImageBody } from "../../services/ims/images";
import { cloudImage, type Inputs } from "./definition";
import { listDesiredImages, markerOf } from "./desired-images";

/**
 * The body of `createImage`: which source it is, the fields tell. Each image has its own tags, the ownership marker among
 * them; where there are data images only, nothing is said of the whole.
 */
export function toCreateBody(inputs: Inputs): CreateImageBody {
	const marker = markerOf(inputs, "open");
	const desired = listDesiredImages(inputs);
	const [system, data] = [desired.find(({ isData }) => !isData), desired.filter(({ isData }) => isData)];
	return toRequest(cloudImage, {
		...inputs,
		name: system?.name,
		description: system?.description,
		tags: system && { ...system.tags, ...marker },
		dataImages: inputs.dataImages?.map((image, at) => ({
			...image,
			name: data[at]?.name,
			description: data[at]?.description,
			tags: { ...data[at]?.tags, ...marker },
		})),
	});
}
