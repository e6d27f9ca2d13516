import type { CloudImageAnswer } from "../../services/ims/images";
import type { Context } from "../../lifecycle/contract";
import { searchMarks } from "./recovery/find-by-tag";
import type { Inputs } from "./properties";
import { lookAtImage } from "./poll";
import { listWanted, markOf, type WantedImage } from "./desired-images";
import { isDataImage } from "./wire";

/** Looks at images by their ids; those that are gone are left out. */
export async function lookAtImages(ids: readonly string[], context: Context): Promise<CloudImageAnswer[]> {
	const images = await Promise.all(ids.map((id) => lookAtImage(id, context)));
	return images.filter((image) => image !== undefined).filter(({ status }) => status !== "deleted");
}

/** Images with the mark of this resource: what an earlier attempt made, or is making. */
export async function findMarkedImages(
	inputs: Inputs,
	states: readonly ("open" | "done")[],
	context: Context,
): Promise<CloudImageAnswer[]> {
	// Of this very create, what is in a state is as open as before.
	const all = states.flatMap((state) => (state === "open" ? (["open", "kept"] as const) : [state]));
	const values = all.flatMap((state) => Object.values(markOf(inputs, state)));
	const found = await searchMarks(values, context);
	return lookAtImages(
		found.map(({ id }) => id),
		context,
	);
}

/**
 * Each image of the request, `undefined` where there is none: told apart by what they were made from, then by their
 * names, and what is left by its kind.
 */
export function placeImages<Image extends CloudImageAnswer>(
	images: readonly Image[],
	inputs: Inputs,
): (Image | undefined)[] {
	const left = new Set(images);
	const wanted = listWanted(inputs);
	const placed: (Image | undefined)[] = wanted.map(() => undefined);

	const signs: ((image: Image, want: WantedImage) => boolean)[] = [
		(image, { origin }) => origin !== undefined && image.__data_origin === origin,
		(image, { name }) => image.name === name,
		() => true,
	];
	for (const fits of signs) {
		for (const [at, want] of wanted.entries()) {
			if (placed[at]) continue;
			const found = [...left].find((image) => mayBe(image, want) && fits(image, want));
			if (!found) continue;
			placed[at] = found;
			left.delete(found);
		}
	}

	return placed;
}

/** Of what kind an image is may not be known yet. */
function mayBe(image: CloudImageAnswer, { isData }: WantedImage): boolean {
	return image.virtual_env_type === undefined || isDataImage(image) === isData;
}

/** In the order of the request; whatever else there is comes last. */
export function orderImages(images: readonly CloudImageAnswer[], inputs: Inputs): CloudImageAnswer[] {
	const placed = placeImages(images, inputs).filter((image) => image !== undefined);
	return [...placed, ...images.filter((image) => !placed.includes(image))];
}

/** Known images, and those of which only the id is known yet. */
export function mergeIds(images: readonly CloudImageAnswer[], ids: Iterable<string>): CloudImageAnswer[] {
	const known = new Set(images.map(({ id }) => id));
	return [...images, ...[...new Set(ids)].filter((id) => !known.has(id)).map((id) => ({ id }))];
}
