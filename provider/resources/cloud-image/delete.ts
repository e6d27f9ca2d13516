import { isBusy } from "../../services/http/busy-codes";
import type { CloudImageAnswer } from "../../services/ims/images";
import type { Job } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import { changingImage } from "../../lifecycle/polling/profiles";
import type { Settled } from "../../lifecycle/polling/batch-poller";
import { findMarkedImages, lookAtImages, mergeIds } from "./match-images";
import { FailedJobError, findJobImages, findMadeImages, waitForJob } from "./jobs";
import type { Making } from "./image-set";
import type { Inputs } from "./properties";
import { findUnmarked } from "./recovery/match-untagged";
import { describeWanted, listWanted } from "./desired-images";
import { cloudImages } from "./poll";

/** Removes all images of a resource, also those that a job is still making, and waits until they are gone. */
export async function removeAll(
	making: Making,
	inputs: Inputs,
	isUnfinished: boolean,
	context: Context,
): Promise<void> {
	if (isUnfinished) {
		const named = making.jobId === undefined ? [] : await awaitEnd(making.jobId, inputs, context);
		const marked = await findMarkedImages(inputs, ["open"], context);
		const known = mergeIds(making.images, [...named, ...marked.map(({ id }) => id)]);
		making.images = await addUnmarked(known, inputs, context);
	}

	await removeEach(making, context);
}

/** Removes what a failed job left behind, and gives the ids of it. */
export async function removeLeftovers(making: Making, job: Job, inputs: Inputs, context: Context): Promise<string[]> {
	const named = await findJobImages(job, listWanted(inputs).length, context);
	const marked = await findMarkedImages(inputs, ["open"], context);
	const known = mergeIds(making.images, [...named, ...marked.map(({ id }) => id)]);
	const all = await addUnmarked(known, inputs, context);
	making.images = await lookAtImages(
		all.map(({ id }) => id),
		context,
	);
	const ids = making.images.map(({ id }) => id);
	await removeEach(making, context);
	return ids;
}

/** With the data images that the service has dropped our mark from. */
async function addUnmarked(known: CloudImageAnswer[], inputs: Inputs, context: Context): Promise<CloudImageAnswer[]> {
	const { ours } = await findUnmarked(inputs, known, context);
	return [...known, ...ours];
}

/** A job cannot be stopped, and its images cannot be deleted before it ends, well or badly. */
async function awaitEnd(jobId: string, inputs: Inputs, context: Context): Promise<string[]> {
	const wanted = listWanted(inputs).length;
	try {
		const ended = await waitForJob(jobId, describeWanted(inputs), () => {}, context);
		return (await findMadeImages(ended, wanted, context)).map(({ id }) => id);
	} catch (error) {
		if (!(error instanceof FailedJobError)) throw error;
		return findJobImages(error.job, wanted, context);
	}
}

/** One by one, the system image last; what could not be removed stays in `making`. */
async function removeEach(making: Making, context: Context): Promise<void> {
	for (let image = making.images.at(-1); image; image = making.images.at(-1)) {
		if (image.status !== "deleted") await removeImage(image.id, context);
		making.images = making.images.slice(0, -1);
	}
}

async function removeImage(id: string, context: Context): Promise<void> {
	let isOrdered = false;
	async function settled({ status }: CloudImageAnswer): Promise<Settled> {
		if (status === "deleted") return true;
		if (isOrdered) return false;
		isOrdered = await orderRemoval(id, context);
		if (!isOrdered) context.report(`${id} is still being made`);
		return isOrdered && "acted";
	}

	const wait = { ...context, first: { id }, rhythm: changingImage, settled };
	await cloudImages.watch(context.cloud).wait(id, wait, undefined);
}

/** True if the service took the order, false if it was too early for it. */
async function orderRemoval(id: string, context: Context): Promise<boolean> {
	try {
		const { imsImages, young } = context.cloud;
		await young.delete(id, () => imsImages.deleteImage(id, context));
		return true;
	} catch (error) {
		if (isBusy(error)) return false;
		throw error;
	}
}
