import { isBusy } from "../../services/http/busy-codes";
import type { CloudImageResponse } from "../../services/ims/images";
import type { JobResponse } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import { changingImage } from "../../lifecycle/polling/profiles";
import type { Settled } from "../../lifecycle/polling/batch-poller";
import type { Inputs } from "./definition";
import { toJobImages } from "./desired-images";
import { idsOf, type ImageSet, mergeIds, type Track } from "./image-set";
import { cloudImages, getImages, toJob } from "./poll";
import { searchImages } from "./recovery/search";
import { FailedJobError, waitForJob } from "./wait";

/**
 * Removes all images of a resource, also those that a job is still making, and waits until they are gone.
 *
 * @param track receives what is left
 */
export async function removeAll(
	imageSet: ImageSet,
	track: Track,
	inputs: Inputs,
	isUnfinished: boolean,
	context: Context,
): Promise<void> {
	await removeEach(isUnfinished ? await addPending(imageSet, inputs, context) : imageSet, track, context);
}

/** Removes what a failed job left behind, and gives the ids of it. */
export async function removeLeftovers(
	imageSet: ImageSet,
	track: Track,
	job: JobResponse,
	inputs: Inputs,
	context: Context,
): Promise<string[]> {
	const all = await addMade(imageSet, job, inputs, context);
	const left = { ...imageSet, images: await getImages(idsOf(all.images), context) };
	await removeEach(left, track, context);
	return idsOf(left.images);
}

/** With the images of a create that is not finished, once its job has ended: earlier they cannot be deleted. */
async function addPending(imageSet: ImageSet, inputs: Inputs, context: Context): Promise<ImageSet> {
	const { job, images = [] } = imageSet.jobId === undefined ? {} : await awaitEnd(imageSet.jobId, inputs, context);
	return addMade({ ...imageSet, images: mergeIds(imageSet.images, idsOf(images)) }, job, inputs, context);
}

/** With what the job and our mark show, and the data images that the service has dropped the mark from. */
async function addMade(
	imageSet: ImageSet,
	job: JobResponse | undefined,
	inputs: Inputs,
	context: Context,
): Promise<ImageSet> {
	const known = imageSet.images;
	const found = await searchImages({ inputs, known, job, by: ["job", "tag", "untagged"] }, context);
	return { ...imageSet, images: mergeIds(known, idsOf(found.images)) };
}

/** A job cannot be stopped; it ends well, with all of its images shown or not, or badly. */
async function awaitEnd(jobId: string, inputs: Inputs, context: Context) {
	try {
		const ended = await waitForJob(jobId, toJobImages(inputs), () => {}, context);
		return { images: ended.images, job: ended.images ? undefined : toJob(ended) };
	} catch (error) {
		if (!(error instanceof FailedJobError)) throw error;
		return { job: error.job };
	}
}

/** One by one, the system image last. */
async function removeEach(imageSet: ImageSet, track: Track, context: Context): Promise<void> {
	track(imageSet);
	for (const [at, { id, status }] of [...imageSet.images.entries()].reverse()) {
		if (status !== "deleted") await removeImage(id, context);
		track({ ...imageSet, images: imageSet.images.slice(0, at) });
	}
}

async function removeImage(id: string, context: Context): Promise<void> {
	let isOrdered = false;
	async function isDone({ status }: CloudImageResponse): Promise<Settled> {
		if (status === "deleted") return true;
		if (isOrdered) return false;
		isOrdered = await orderRemoval(id, context);
		if (!isOrdered) context.report(`${id} is still being made`);
		return isOrdered && "acted";
	}

	const wait = { ...context, first: { id }, profile: changingImage, isDone };
	await cloudImages.watch(context.cloud).wait(id, wait, undefined);
}

/** True if the service took the order, false if it was too early for it. */
async function orderRemoval(id: string, context: Context): Promise<boolean> {
	try {
		const { imsImages, recentlyCreated } = context.cloud;
		await recentlyCreated.delete(id, () => imsImages.deleteImage(id, context));
		return true;
	} catch (error) {
		if (isBusy(error)) return false;
		throw error;
	}
}
