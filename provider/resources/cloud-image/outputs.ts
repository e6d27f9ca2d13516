import { toOutputs as composeOutputs } from "../../definition/read-back";
import type { Location } from "../../lifecycle/contract";
import type { CloudImageResponse } from "../../services/ims/images";
import { cloudImage, type Inputs, type Outputs } from "./definition";
import { listDesiredImages } from "./desired-images";
import { hasSystemImage } from "./sources";

/** What is known of the images and of the job that makes them. */
export interface Seen {
	readonly jobId?: string;
	/** The system image, then the data images in the order of the request; fewer while they are being made. */
	readonly images: readonly CloudImageResponse[];
}

/** The id of the resource. */
export function toId(inputs: Inputs, { images, jobId }: Seen): string {
	const ids = images.map((image) => image.id);
	const real = hasSystemImage(inputs)
		? images.find((image) => !isDataImage(image))?.id
		: ids.length >= listDesiredImages(inputs).length && ids.join(",");
	return real || (jobId ? `job:${jobId}` : ids.join(","));
}

/** What is written to the state: every input as it was given, and what only the service knows, of one image or of all. */
export function toOutputs(inputs: Inputs, location: Location, { jobId, images }: Seen): Outputs {
	const first = hasSystemImage(inputs) ? images.find((image) => !isDataImage(image)) : images[0];
	const data = images.filter(isDataImage);
	return composeOutputs(cloudImage, inputs, location, {
		...first,
		image_ids: images.map(({ id }) => id),
		data_image_ids: data.map(({ id }) => id),
		status: worstStatus(images),
		job_id: jobId,
	});
}

export function isDataImage({ virtual_env_type }: CloudImageResponse): boolean {
	return virtual_env_type === "DataImage";
}

/** The status of several images is that of the first that has failed, else of the first that is not usable yet. */
export function worstStatus(images: readonly CloudImageResponse[]): string {
	if (images.length === 0) return "saving";
	const other = images.find(({ status }) => status === "killed") ?? images.find(({ status }) => status !== "active");
	// One of which only the id is known, as the job tells it, is on its way.
	return other ? (other.status ?? "saving") : "active";
}
