import { MARKER_KEY } from "../../lifecycle/create-safety/ownership-marker";
import type { Field } from "../../definition/fields";
import { cloudImage, type Inputs } from "./definition";
import type { JobImages } from "./jobs";
import { markerOf } from "./marker";
import { hasSystemImage, originOf } from "./sources";

/** What one of the images that a resource makes is to be. */
export interface DesiredImage {
	readonly name: string;
	readonly description?: string;
	/** Without our marker. */
	readonly tags: Readonly<Record<string, string>>;
	readonly isData: boolean;
	/** What the service will say that it was made from. */
	readonly origin?: string;
	/** What is changed in place, but for the tags. */
	readonly settings: Readonly<Record<string, Setting | undefined>>;
}

/** What an image has of an input that is changed in place. */
export type Setting = string | number;

/** What only a system image has, and takes a replacement of data images. */
const OF_SYSTEM_IMAGES = Object.entries<Field>(cloudImage.inputs).flatMap(([name, { onChange }]) =>
	typeof onChange === "function" ? [name as keyof Inputs] : [],
);

/** Characters of a name at most. */
const LONGEST = 128;

/** The images that these inputs make: the system image, then the data images in the order of the request. */
export function listDesiredImages(inputs: Inputs): DesiredImage[] {
	const { name, description, tags = {}, dataImages = [] } = inputs;
	const data = dataImages.map((image, at) => {
		const own = { name: image.name ?? nameDataImage(name, at + 1), description: image.description ?? description };
		return { ...own, tags: image.tags ?? tags, isData: true, origin: originOf(image), settings: own };
	});
	if (!hasSystemImage(inputs)) return data;
	const more = Object.fromEntries(OF_SYSTEM_IMAGES.map((one) => [one, inputs[one] as Setting | undefined]));
	const settings = { name, description, ...more };
	return [{ name, description, tags, isData: false, origin: originOf(inputs), settings }, ...data];
}

function nameDataImage(name: string | undefined, place: number): string {
	const suffix = `-${place}`;
	return `${name}`.slice(0, LONGEST - suffix.length) + suffix;
}

/** By what a list shows whether the images of these inputs are being made. */
export function toJobImages(inputs: Inputs): JobImages {
	return { marker: markerOf(inputs, "open")[MARKER_KEY] ?? "", count: listDesiredImages(inputs).length };
}
