import { type MarkState, tagOwner } from "../recovery/mark";
import { listReplacing } from "./changes";
import type { Inputs } from "./properties";
import { hasSystemImage } from "./source";
import { MARK_KEY } from "./tag-rules";

/** What one of the images that a resource makes is to be. */
export interface WantedImage {
	readonly name: string;
	readonly description?: string;
	/** Without our mark. */
	readonly tags: Readonly<Record<string, string>>;
	readonly isData: boolean;
}

/** The images that these inputs make: the system image, then the data images in the order of the request. */
export function listWanted(inputs: Inputs): WantedImage[] {
	const { name, description, tags = {}, dataImages = [] } = inputs;
	const system = { name, description, tags, isData: false };
	const data = dataImages.map((image, at) => ({
		name: image.name ?? `${name}-${at + 1}`,
		description: image.description ?? description,
		tags: image.tags ?? tags,
		isData: true,
	}));
	return hasSystemImage(inputs) ? [system, ...data] : data;
}

/** The tag by which an image of this resource is known again. */
export function markOf(inputs: Inputs, state: MarkState): Record<string, string> {
	return { [MARK_KEY]: tagOwner(inputs.identity, listReplacing(inputs), state) };
}
