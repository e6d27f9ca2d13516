import type { CloudImageResponse } from "../../services/ims/images";
import type { Context, Existing } from "../../lifecycle/contract";
import type { Stage } from "../../lifecycle/update-plan";
import { writeDuration } from "../../lifecycle/create-safety/partial-failure";
import { changingImage } from "../../lifecycle/polling/profiles";
import { pollUntil } from "../../lifecycle/polling/poll-until";
import { findMarkedImages, getImages, mergeIds, orderImages } from "./match-images";
import { FailedJobError, findMadeImages, readJobId, waitForJob } from "./jobs";
import type { Inputs, Outputs } from "./definition";
import { type Ambiguous, findUnmarked } from "./recovery/match-untagged";
import { describeWanted, listDesiredImages } from "./desired-images";
import { worstStatus } from "./outputs";

/** Images while we work on them: always as last seen, so that whoever stops knows what to keep. */
export interface ImageSet {
	jobId?: string;
	images: CloudImageResponse[];

	/** Just made, exactly as asked. */
	isFresh?: boolean;

	/** Of the create that has begun them, where it is not this one. */
	identity?: string;
}

/** Images are not there any more, although nobody asked us to delete them. */
export class ImageNotFoundError extends Error {
	override name = "GoneImageError";

	constructor(readonly ids: readonly string[]) {
		super(`somebody deleted ${ids.join(", ")}`);
	}
}

/** The job has ended, and not all of its images are shown. */
class HiddenImageError extends Error {
	override name = "HiddenImageError";

	constructor(found: number, desired: number, ambiguous: readonly Ambiguous[] = []) {
		super(
			`the job has ended, and of ${desired} images the service shows ${found}. ` +
				ambiguous.map(({ image: { id, name }, why }) => `The image ${name} (${id}) was not taken: ${why}. `).join("") +
				(ambiguous.length > 0 ? "Delete what this resource has made and nobody needs. " : "") +
				"If that stays so, `pulumi refresh` takes note of it, and the next `pulumi up` makes all of them anew.",
		);
	}
}

/** The images of a resource in the state, those that are gone as `deleted`. One that was interrupted names a job. */
export async function resume(old: Existing<Inputs, Outputs>, context: Context, get = getImages): Promise<ImageSet> {
	const jobId = readJobId(old.id) ?? old.outputs.jobId;
	const known = Array.isArray(old.outputs.imageIds) ? old.outputs.imageIds : [];
	const ids = known.length > 0 ? known : readJobId(old.id) !== undefined ? [] : old.id.split(",");
	const observed = await get(ids, context);
	// What a job names may not be shown yet.
	const status = old.outputs.unfinished === "create" ? undefined : "deleted";
	return { jobId, images: ids.map((id) => observed.find((image) => image.id === id) ?? { id, status }) };
}

/** Waits until all images of a resource can be used: for the job that makes them, then for the images themselves. */
export async function waitUntilUsable(
	imageSet: ImageSet,
	stage: Stage,
	inputs: Inputs,
	context: Context,
): Promise<void> {
	if (stage === "create") await findAll(imageSet, inputs, context);
	const gone = imageSet.images.filter(({ status }) => status === "deleted");
	if (gone.length > 0) throw new ImageNotFoundError(gone.map(({ id }) => id));

	await waitUntilActive(imageSet, context);
	if (stage === "create") imageSet.images = orderImages(imageSet.images, inputs);
}

/** Waits for the job. It need not name all its images, and is forgotten some day: what it made carries our mark. */
async function findAll(imageSet: ImageSet, inputs: Inputs, context: Context): Promise<void> {
	const desired = listDesiredImages(inputs).length;
	function record(ids: readonly string[]): void {
		for (const id of ids)
			if (imageSet.images.every((image) => image.id !== id)) context.cloud.recentlyCreated.record(id);
		imageSet.images = mergeIds(imageSet.images, ids);
	}

	if (imageSet.jobId !== undefined) {
		const ended = await waitForJob(imageSet.jobId, describeWanted(inputs), record, context);
		const made = await findMadeImages(ended, desired, context);
		imageSet.images = mergeIds(
			made,
			imageSet.images.map(({ id }) => id),
		);
	}

	const { clock, readLag } = context.cloud;
	const end = clock.now() + readLag;
	function isDone(ambiguous: readonly Ambiguous[]): boolean {
		if (imageSet.images.length >= desired) return true;
		if (clock.now() >= end) throw new HiddenImageError(imageSet.images.length, desired, ambiguous);
		return false;
	}

	async function get(): Promise<readonly Ambiguous[]> {
		record((await findMarkedImages(inputs, ["open"], context)).map(({ id }) => id));
		const { ours, ambiguous } = await findUnmarked(inputs, imageSet.images, context);
		record(ours.map(({ id }) => id));
		// Without our mark they are without the user's tags as well.
		if (ours.length > 0) imageSet.isFresh = false;
		return ambiguous;
	}

	if (imageSet.images.length >= desired) return;
	await pollUntil({ ...context, clock, profile: changingImage, get, isDone });
}

async function waitUntilActive(imageSet: ImageSet, context: Context): Promise<void> {
	const { clock, readLag } = context.cloud;
	const start = clock.now();
	let shown: string | undefined;

	function isDone(observed: CloudImageResponse[]): boolean {
		const before = imageSet.images;
		const gone = before.filter(({ id, status }) => status !== undefined && !observed.some((image) => image.id === id));
		imageSet.images = mergeIds(
			observed,
			before.map(({ id }) => id),
		).sort(byOrderOf(before));
		if (gone.length > 0) throw new ImageNotFoundError(gone.map(({ id }) => id));

		const status = worstStatus(imageSet.images);
		if (status === "killed") throw new FailedJobError({ job_id: imageSet.jobId }, "the image is killed");
		if (status === "active") return true;
		if (observed.length < before.length && clock.now() - start >= readLag)
			throw new HiddenImageError(observed.length, before.length);

		if (status !== shown) context.report(`image is ${status} (${writeDuration(clock.now() - start)})`);
		shown = status;
		return false;
	}

	const ids = imageSet.images.map(({ id }) => id);
	// What was just looked at need not be looked at again.
	const first = imageSet.images.every(({ status }) => status !== undefined) ? imageSet.images : undefined;
	await pollUntil({ ...context, clock, profile: changingImage, first, get: () => getImages(ids, context), isDone });
}

function byOrderOf(images: readonly CloudImageResponse[]) {
	const place = new Map(images.map(({ id }, at) => [id, at]));
	return (one: CloudImageResponse, other: CloudImageResponse) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0);
}
