import type { Context } from "../../../lifecycle/contract";
import type { Inputs } from "../definition";
import { listDesiredImages } from "../desired-images";
import { type ImageSet, isDataImage, matchImages } from "../image-set";
import { getImages } from "../poll";
import { toReadInputs } from "../read-back";
import { hasSystemImage, readSource } from "../sources";

/** Existing images that the user wants to go on with: all of them, and usable. */
export async function readAdopted(id: string, context: Context): Promise<ImageSet> {
	const ids = id.split(",");
	const images = (await getImages(ids, context)).filter(({ status }) => status !== "killed");
	return images.length === ids.length ? { images } : { images, status: "DELETED" };
}

/** The inputs, and in them what can be read of all that cannot be changed. */
export function toAdoptedInputs(inputs: Inputs, { images }: ImageSet): Inputs {
	const matched = matchImages(images, inputs).filter((image) => image !== undefined);
	// Which is which is not known.
	if (matched.length < images.length) return inputs;
	const [system, ...data] = hasSystemImage(inputs) ? matched : [undefined, ...matched];
	const read = toReadInputs(
		inputs,
		matched.map((image) => ({ image, tags: {} })),
	);
	return {
		...read,
		...(system && readSource(system)),
		dataImages: read.dataImages?.map((image, at) => ({ ...image, ...(data[at] && readSource(data[at])) })),
	};
}

/** That there are others than the program makes, more or fewer. */
export function explainMismatch({ images }: ImageSet, inputs: Inputs): string[] {
	const desired = listDesiredImages(inputs);
	const matched = matchImages(images, inputs).filter((image) => image !== undefined);
	if (matched.length === images.length && matched.length === desired.length) return [];
	const [there, declared] = [images.map(isDataImage), desired.map(({ isData }) => isData)];
	return [`there it is ${describeKinds(there)}, the program makes ${describeKinds(declared)}`];
}

/** `1 system image and 2 data images`. */
function describeKinds(areData: readonly boolean[]): string {
	const data = areData.filter(Boolean).length;
	const system = areData.length - data;
	const parts = [system > 0 && `${system} system image`, data > 0 && `${data} data image${data > 1 ? "s" : ""}`];
	return parts.filter(Boolean).join(" and ");
}
