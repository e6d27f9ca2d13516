import { ApiError } from "../cloud/errors";
import { collectImageIds } from "../cloud/ims-job-report";
import type { Job } from "../cloud/ims-jobs";
import type { Context } from "../lifecycle";
import { waitFor } from "../waiting/wait";
import { findMarkedImages, lookAtImages } from "./images";
import { FailedJobError, findJobImages, waitForJob } from "./jobs";
import type { Making } from "./making";
import type { Inputs } from "./properties";
import { listWanted } from "./wanted";

/** "It is still being made." */
const BUSY = ["IMG.0090", "IMG.0148"];

/** Removes all images of a resource, also those that a job is still making, and waits until they are gone. */
export async function removeAll(
	making: Making,
	inputs: Inputs,
	isUnfinished: boolean,
	context: Context,
): Promise<void> {
	if (isUnfinished && making.jobId !== undefined) await awaitEnd(making, making.jobId, inputs, context);
	for (const { id } of [...making.images].reverse()) await removeImage(id, context);
}

/** The images that a failed job left behind, some of them made, some of them not. */
export async function removeLeftovers(making: Making, job: Job, inputs: Inputs, context: Context): Promise<void> {
	making.images = await findLeftovers(job, inputs, context);
	for (const { id } of making.images) await removeImage(id, context);
	making.images = [];
}

async function findLeftovers(job: Job, inputs: Inputs, context: Context) {
	const marked = await findMarkedImages(inputs, ["open"], context);
	const ids = new Set([...collectImageIds(job), ...marked.map(({ id }) => id)]);
	return lookAtImages([...ids], context);
}

/** A job cannot be stopped, and its images cannot be deleted before it ends, well or badly. */
async function awaitEnd(making: Making, jobId: string, inputs: Inputs, context: Context): Promise<void> {
	try {
		const job = await waitForJob(jobId, () => {}, context);
		const ids = job ? await findJobImages(job, listWanted(inputs).length, context) : [];
		const marked = await findMarkedImages(inputs, ["open", "done"], context);
		making.images = await lookAtImages([...new Set([...ids, ...marked.map(({ id }) => id)])], context);
	} catch (error) {
		if (!(error instanceof FailedJobError)) throw error;
		making.images = await findLeftovers(error.job, inputs, context);
	}
}

async function removeImage(id: string, context: Context): Promise<void> {
	let isOrdered = false;
	await waitFor({
		...context,
		look: () => lookAtImages([id], context),
		first: [{ id }],
		settled: async ([image]) => {
			if (!image) return true;
			if (!isOrdered) isOrdered = await orderRemoval(id, context);
			if (!isOrdered) context.report(`${id} is still being made`);
			return false;
		},
	});
}

/** True if the service took the order, false if it was too early for it. */
async function orderRemoval(id: string, context: Context): Promise<boolean> {
	try {
		await context.cloud.imsImages.deleteImage(id, context);
		return true;
	} catch (error) {
		if (error instanceof ApiError && BUSY.includes(error.code)) return false;
		throw error;
	}
}
