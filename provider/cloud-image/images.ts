import type { CloudImageAnswer } from "../cloud/ims-images";
import type { Context } from "../lifecycle";
import { searchMarks } from "./mark-search";
import type { Inputs } from "./properties";
import { listWanted, markOf } from "./wanted";
import { isDataImage } from "./wire";

/** Looks at images by their ids; those that are gone are left out. */
export async function lookAtImages(ids: readonly string[], context: Context): Promise<CloudImageAnswer[]> {
	const images = await Promise.all(ids.map((id) => context.cloud.imsImages.findImage(id, context)));
	return images.filter((image) => image !== undefined).filter(({ status }) => status !== "deleted");
}

/** Images with the mark of this resource: what an earlier attempt made, or is making. */
export async function findMarkedImages(
	inputs: Inputs,
	states: readonly ("open" | "done")[],
	context: Context,
): Promise<CloudImageAnswer[]> {
	const values = states.flatMap((state) => Object.values(markOf(inputs, state)));
	const found = await searchMarks(values, context);
	return lookAtImages(
		found.map(({ id }) => id),
		context,
	);
}

/** In the order of the request: the system image, then the data images, told apart by their names. */
export function orderImages(images: readonly CloudImageAnswer[], inputs: Inputs): CloudImageAnswer[] {
	const left = [...images];
	const ordered = listWanted(inputs).flatMap(({ name, isData }) => {
		const fits = (image: CloudImageAnswer) => isDataImage(image) === isData;
		const exact = left.findIndex((image) => fits(image) && (!isData || image.name === name));
		const at = exact >= 0 ? exact : left.findIndex(fits);
		return at >= 0 ? left.splice(at, 1) : [];
	});
	return [...ordered, ...left];
}
