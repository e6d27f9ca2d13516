import { readInputs, readOutputs } from "../../definition/read-back";
import type { Location } from "../../lifecycle/contract";
import type { CloudImageResponse } from "../../services/ims/images";
import { type AnyDataImage, cloudImage, type Inputs, type Outputs } from "./definition";
import { type DesiredImage, listDesiredImages } from "./desired-images";
import { idsOf, type ImageSet, isDataImage, matchImages, worstStatus } from "./image-set";
import { dataImage, hasSystemImage } from "./sources";

/** What is written to the state: every input as it was given, and what only the service knows, of one image or of all. */
export function toOutputs(inputs: Inputs, location: Location, { jobId, images, status }: ImageSet): Outputs {
	const first = hasSystemImage(inputs) ? images.find((image) => !isDataImage(image)) : images[0];
	return readOutputs(cloudImage, inputs, location, {
		...first,
		image_ids: idsOf(images),
		data_image_ids: idsOf(images.filter(isDataImage)),
		status: status ?? worstStatus(images),
		job_id: jobId,
	});
}

/** An image with its tags. */
export interface SeenImage {
	readonly image: CloudImageResponse;
	readonly tags: Readonly<Record<string, string>>;
}

/**
 * The inputs as they are in the cloud now: what somebody changed outside of Pulumi shows up as a changed input, of the
 * system image or of a data image. What the service detects on a disk has outputs of its own.
 */
export function toReadInputs(inputs: Inputs, observed: readonly SeenImage[]): Inputs {
	const matched = matchImages(
		observed.map(({ image }) => image),
		inputs,
	).map((image) => observed.find((one) => one.image === image));
	const [system, ...data] = hasSystemImage(inputs) ? matched : [undefined, ...matched];
	const read = { ...inputs, dataImages: readDataImages(inputs, data) };
	return system ? readInputs(cloudImage, read, toResponse(system)) : read;
}

/** The declared data images as they are now; one that is gone is left out, so that it is made anew. */
function readDataImages(inputs: Inputs, observed: readonly (SeenImage | undefined)[]): AnyDataImage[] | undefined {
	const desired = listDesiredImages(inputs).filter(({ isData }) => isData);
	return inputs.dataImages?.flatMap((declared, at) => {
		const [want, found] = [desired[at], observed[at]];
		return want && found ? [{ ...declared, ...findChanges(want, found) }] : [];
	});
}

/** What a data image has otherwise than it should, by itself or by what it has of the whole. */
function findChanges({ name, description = "", tags }: DesiredImage, found: SeenImage): Partial<AnyDataImage> {
	const want: Record<string, unknown> = { name, description, tags };
	const read = Object.entries(readInputs({ inputs: dataImage }, want, toResponse(found)));
	return Object.fromEntries(read.filter(([name, value]) => value !== want[name]));
}

/** As the fields of the definition have it: tags are read by a request of their own. */
function toResponse({ image, tags }: SeenImage): object {
	return { ...image, image_tags: tags };
}
