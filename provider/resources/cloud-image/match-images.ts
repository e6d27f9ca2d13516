import type { CloudImageResponse } from "../../services/ims/images";
import type { Context } from "../../lifecycle/contract";
import { searchMarks } from "./recovery/find-by-tag";
import type { Inputs } from "./definition";
import { getImage } from "./poll";
import { listDesiredImages, markerOf, type DesiredImage } from "./desired-images";
import { isDataImage } from "./outputs";

/** Looks at images by their ids; those that are gone are left out. */
export async function getImages(ids: readonly string[], context: Context): Promise<CloudImageResponse[]> {
	const images = await Promise.all(ids.map((id) => getImage(id, context)));
	return images.filter((image) => image !== undefined).filter(({ status }) => status !== "deleted");
}

/** Images with the mark of this resource: what an earlier attempt made, or is making. */
export async function findMarkedImages(
	inputs: Inputs,
	states: readonly ("open" | "done")[],
	context: Context,
): Promise<CloudImageResponse[]> {
	// Of this very create, what is in a state is as open as before.
	const all = states.flatMap((state) => (state === "open" ? (["open", "kept"] as const) : [state]));
	const values = all.flatMap((state) => Object.values(markerOf(inputs, state)));
	const found = await searchMarks(values, context);
	return getImages(
		found.map(({ id }) => id),
		context,
	);
}

/**
 * Each image of the request, `undefined` where there is none: told apart by what they were made from, then by their
 * names, and what is left by its kind.
 */
export function matchImages<Image extends CloudImageResponse>(
	images: readonly Image[],
	inputs: Inputs,
): (Image | undefined)[] {
	const left = new Set(images);
	const desired = listDesiredImages(inputs);
	const matched: (Image | undefined)[] = desired.map(() => undefined);

	const signs: ((image: Image, want: DesiredImage) => boolean)[] = [
		(image, { origin }) => origin !== undefined && image.__data_origin === origin,
		(image, { name }) => image.name === name,
		() => true,
	];
	for (const fits of signs) {
		for (const [at, want] of desired.entries()) {
			if (matched[at]) continue;
			const found = [...left].find((image) => mayBe(image, want) && fits(image, want));
			if (!found) continue;
			matched[at] = found;
			left.delete(found);
		}
	}

	return matched;
}

/** Of what kind an image is may not be known yet. */
function mayBe(image: CloudImageResponse, { isData }: DesiredImage): boolean {
	return image.virtual_env_type === undefined || isDataImage(image) === isData;
}

/** In the order of the request; whatever else there is comes last. */
export function orderImages(images: readonly CloudImageResponse[], inputs: Inputs): CloudImageResponse[] {
	const matched = matchImages(images, inputs).filter((image) => image !== undefined);
	return [...matched, ...images.filter((image) => !matched.includes(image))];
}

/** Known images, and those of which only the id is known yet. */
export function mergeIds(images: readonly CloudImageResponse[], ids: Iterable<string>): CloudImageResponse[] {
	const known = new Set(images.map(({ id }) => id));
	return [...images, ...[...new Set(ids)].filter((id) => !known.has(id)).map((id) => ({ id }))];
}
