import type { CloudImageResponse } from "../../services/ims/images";
import type { JobResponse } from "../../services/ims/jobs";
import type { Existing } from "../../lifecycle/contract";
import type { Tracked } from "../../lifecycle/tracked";
import type { Inputs, Outputs } from "./definition";
import { type DesiredImage, listDesiredImages } from "./desired-images";
import { hasSystemImage } from "./sources";

/** The images of a resource and the job that makes them, as last observed. A value: whoever observes more makes a new one. */
export interface ImageSet {
	readonly jobId?: string;

	/** The system image, then the data images in the order of the request; fewer while they are being made. */
	readonly images: readonly CloudImageResponse[];

	/** Just made, exactly as asked. */
	readonly isFresh?: boolean;

	/** Of the create that began them, where it is not this one. */
	readonly identity?: string;

	/** Of the whole, where its images do not say it: how its job stands, or that nothing is there (`DELETED`). */
	readonly status?: string;
}

/** An image set during an operation. */
export interface TrackedImages extends Tracked<ImageSet> {
	/** Of the state, if it is in one. */
	readonly outputs?: Outputs;

	/** The job that makes them, once it has failed. */
	failedJob?: JobResponse;
}

/** What is observed takes the place of what was: it is kept even if the operation is interrupted. */
export function observe(tracked: TrackedImages, change: Partial<ImageSet>): void {
	tracked.observed = { ...tracked.observed, ...change };
}

/** The id of a resource whose image is not known yet: `job:<job id>`. */
const PREFIX = "job:";

export function readJobId(id: string): string | undefined {
	return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

/** The id of the resource. */
export function toId(inputs: Inputs, { images, jobId }: ImageSet): string {
	const ids = idsOf(images);
	const real = hasSystemImage(inputs)
		? images.find((image) => !isDataImage(image))?.id
		: ids.length >= listDesiredImages(inputs).length && ids.join(",");
	return real || (jobId ? PREFIX + jobId : ids.join(","));
}

/** The images that a state names, of which nothing but the ids is known. A create that was interrupted may name a job only. */
export function toImageSet({ id, outputs }: Pick<Existing<Inputs, Outputs>, "id" | "outputs">): ImageSet {
	const jobId = readJobId(id);
	const known = Array.isArray(outputs.imageIds) ? outputs.imageIds : [];
	const ids = known.length > 0 ? known : jobId !== undefined ? [] : id.split(",");
	return { jobId: jobId ?? outputs.jobId, images: ids.map((one) => ({ id: one })) };
}

export function idsOf(images: readonly { readonly id: string }[]): string[] {
	return images.map(({ id }) => id);
}

/** Known images, and those of which only the id is known yet. */
export function mergeIds(images: readonly CloudImageResponse[], ids: Iterable<string>): CloudImageResponse[] {
	return [
		...images,
		...omitKnown(
			[...new Set(ids)].map((id) => ({ id })),
			images,
		),
	];
}

/** Those that are not among the known images. */
export function omitKnown<Image extends { readonly id: string }>(
	images: readonly Image[],
	known: readonly { readonly id: string }[],
): Image[] {
	const ids = new Set(idsOf(known));
	return images.filter(({ id }) => !ids.has(id));
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
			const found = [...left].find((image) => mayBeOfKind(image, want) && fits(image, want));
			if (!found) continue;
			matched[at] = found;
			left.delete(found);
		}
	}

	return matched;
}

/**
 * One image for each of the request, the first that fits: one that was delivered twice has made two. What was found is in
 * the order of the request otherwise, even if it fits none.
 */
export function oneOfEach(images: readonly CloudImageResponse[], inputs: Inputs): CloudImageResponse[] {
	return orderImages(images, inputs).slice(0, listDesiredImages(inputs).length);
}

/** The kind of an image may not be known yet. */
function mayBeOfKind(image: CloudImageResponse, { isData }: DesiredImage): boolean {
	return image.virtual_env_type === undefined || isDataImage(image) === isData;
}

/** In the order of the request; whatever else there is comes last. */
export function orderImages(images: readonly CloudImageResponse[], inputs: Inputs): CloudImageResponse[] {
	const matched = matchImages(images, inputs).filter((image) => image !== undefined);
	return [...matched, ...images.filter((image) => !matched.includes(image))];
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
