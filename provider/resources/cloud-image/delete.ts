import { isBusy } from "../../services/http/busy-codes";
import type { CloudImageResponse } from "../../services/ims/images";
import type { JobResponse } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import { changingImage } from "../../lifecycle/polling/profiles";
import type { Settled } from "../../lifecycle/polling/batch-poller";
import { findMarkedImages, getImages, mergeIds } from "./match-images";
import { FailedJobError, findJobImages, findMadeImages, waitForJob } from "./jobs";
import type { ImageSet } from "./image-set";
import type { Inputs } from "./definition";
import { findUnmarked } from "./recovery/match-untagged";
import { describeWanted, listDesiredImages } from "./desired-images";
import { cloudImages } from "./poll";

/** Removes all images of a resource, also those that a job is still making, and waits until they are gone. */
export async function removeAll(
	imageSet: ImageSet,
	inputs: Inputs,
	isUnfinished: boolean,
	context: Context,
): Promise<void> {
	if (isUnfinished) {
		const named = imageSet.jobId === undefined ? [] : await awaitEnd(imageSet.jobId, inputs, context);
		const marked = await findMarkedImages(inputs, ["open"], context);
		const known = mergeIds(imageSet.images, [...named, ...marked.map(({ id }) => id)]);
		imageSet.images = await addUnmarked(known, inputs, context);
	}

	await removeEach(imageSet, context);
}

/** Removes what a failed job left behind, and gives the ids of it. */
export async function removeLeftovers(
	imageSet: ImageSet,
	job: JobResponse,
	inputs: Inputs,
	context: Context,
): Promise<string[]> {
	const named = await findJobImages(job, listDesiredImages(inputs).length, context);
	const marked = await findMarkedImages(inputs, ["open"], context);
	const known = mergeIds(imageSet.images, [...named, ...marked.map(({ id }) => id)]);
	const all = await addUnmarked(known, inputs, context);
	imageSet.images = await getImages(
		all.map(({ id }) => id),
		context,
	);
	const ids = imageSet.images.map(({ id }) => id);
	await removeEach(imageSet, context);
	return ids;
}

/** With the data images that the service has dropped our mark from. */
async function addUnmarked(
	known: CloudImageResponse[],
	inputs: Inputs,
	context: Context,
): Promise<CloudImageResponse[]> {
	const { ours } = await findUnmarked(inputs, known, context);
	return [...known, ...ours];
}

/** A job cannot be stopped, and its images cannot be deleted before it ends, well or badly. */
async function awaitEnd(jobId: string, inputs: Inputs, context: Context): Promise<string[]> {
	const desired = listDesiredImages(inputs).length;
	try {
		const ended = await waitForJob(jobId, describeWanted(inputs), () => {}, context);
		return (await findMadeImages(ended, desired, context)).map(({ id }) => id);
	} catch (error) {
		if (!(error instanceof FailedJobError)) throw error;
		return findJobImages(error.job, desired, context);
	}
}

/** One by one, the system image last; what could not be removed stays in `making`. */
async function removeEach(imageSet: ImageSet, context: Context): Promise<void> {
	for (let image = imageSet.images.at(-1); image; image = imageSet.images.at(-1)) {
		if (image.status !== "deleted") await removeImage(image.id, context);
		imageSet.images = imageSet.images.slice(0, -1);
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
