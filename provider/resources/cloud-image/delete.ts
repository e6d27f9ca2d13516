import { isBusy } from "../../services/http/busy-codes";
import type { CloudImageResponse } from "../../services/ims/images";
import type { JobResponse } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import { changingImage } from "../../lifecycle/polling/profiles";
import type { Settled } from "../../lifecycle/polling/batch-poller";
import type { Inputs } from "./definition";
import { toJobImages } from "./desired-images";
import { idsOf, mergeIds, observe, type TrackedImages } from "./image-set";
import { toJob } from "./jobs";
import { cloudImages, getImages } from "./poll";
import { searchImages } from "./recovery/search";
import { FailedJobError, waitForJob } from "./wait";

/** Removes all images of a resource, also those that a job is still making, and waits until they are gone. */
export async function remove(tracked: TrackedImages, inputs: Inputs, context: Context): Promise<void> {
	warnOfUnnamed(tracked, context);
	if (tracked.outputs?.unfinished === "create") await addPending(tracked, inputs, context);
	await removeEach(tracked, context);
}

/** Removes what a failed job left behind, and says what it was. */
export async function discard(tracked: TrackedImages, inputs: Inputs, context: Context): Promise<string> {
	const all = await findMade(tracked.observed.images, tracked.failedJob, inputs, context);
	const images = await getImages(idsOf(all), context);
	observe(tracked, { images });
	await removeEach(tracked, context);
	const made = images.length > 0 ? `What it had made of it was removed again: ${idsOf(images).join(", ")}. ` : "";
	return `${made}Nothing was left behind.`;
}

/** Of a state edited by hand: what it does not name cannot be told from what has taken its place by the same inputs. */
function warnOfUnnamed({ observed: { images }, outputs }: TrackedImages, context: Context): void {
	const [image, ...others] = images;
	const isNamed = Array.isArray(outputs?.imageIds) || outputs?.unfinished === "create" || others.length > 0;
	if (isNamed || !image) return;
	context.warn(
		`The state does not list the images of this resource (\`imageIds\`), so only ${image.id} is deleted. If data images were ` +
			"made with it, they are left: delete them by hand. `pulumi-modelarts orphans` names them.",
	);
}

/** Adds the images of a create that is not finished, once its job has ended: earlier they cannot be deleted. */
async function addPending(tracked: TrackedImages, inputs: Inputs, context: Context): Promise<void> {
	const { jobId, images: known } = tracked.observed;
	const { job, images = [] } = jobId === undefined ? {} : await awaitEnd(jobId, inputs, context);
	observe(tracked, { images: await findMade(mergeIds(known, idsOf(images)), job, inputs, context) });
}

/** With what the job and our marker show, and the data images that the service has dropped the marker from. */
async function findMade(
	known: readonly CloudImageResponse[],
	job: JobResponse | undefined,
	inputs: Inputs,
	context: Context,
): Promise<readonly CloudImageResponse[]> {
	const found = await searchImages({ inputs, known, job, by: ["job", "tag", "untagged"] }, context);
	return mergeIds(known, idsOf(found.images));
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
async function removeEach(tracked: TrackedImages, context: Context): Promise<void> {
	const { images } = tracked.observed;
	for (const [at, { id, status }] of [...images.entries()].reverse()) {
		if (status !== "deleted") await removeImage(id, context);
		observe(tracked, { images: images.slice(0, at) });
	}
}

/** Waits until it is gone; one that is still being made is deleted when it is there. */
export async function removeImage(id: string, context: Context): Promise<void> {
	let isOrdered = false;
	async function isDone({ status }: CloudImageResponse): Promise<Settled> {
		if (status === "deleted") return true;
		if (isOrdered) return false;
		isOrdered = await orderRemoval(id, context);
		if (!isOrdered) context.progress(`${id} is still being made`);
		return isOrdered && "acted";
	}

	const wait = { ...context, first: { id }, profile: changingImage, isDone };
	await cloudImages.watch(context.services).wait(id, wait, undefined);
}

/** True if the service took the order, false if it was too early for it. */
async function orderRemoval(id: string, context: Context): Promise<boolean> {
	try {
		const { imsImages, recentlyCreated } = context.services;
		await recentlyCreated.delete(id, () => imsImages.deleteImage(id, context));
		return true;
	} catch (error) {
		if (isBusy(error)) return false;
		throw error;
	}
}
