import type { CloudImageAnswer } from "../cloud/ims-images";
import { collectImageIds } from "../cloud/ims-job-report";
import type { Job } from "../cloud/ims-jobs";
import type { Context, Existing } from "../lifecycle";
import { waitFor } from "../waiting/wait";
import { findMarkedImages, lookAtImages, orderImages } from "./images";
import { findJobImages, readJobId, waitForJob } from "./jobs";
import type { Inputs, Outputs } from "./properties";
import { listWanted } from "./wanted";
import { worstStatus } from "./wire";

/** Images while we work on them: always as last seen, so that whoever stops knows what to keep. */
export interface Making {
	jobId?: string;
	images: CloudImageAnswer[];

	/** Just made, exactly as asked. */
	isFresh?: boolean;
}

/** Whether the images are still being made, or are there and being changed. */
export type Stage = "create" | "update";

/** Lists of tags may lag; this often we look for images that the job does not name. */
const LOOKS_FOR_THE_REST = 10;

/** The images are not there any more, although nobody asked us to delete them. */
export class GoneImageError extends Error {
	override name = "GoneImageError";
}

/** The images of a resource in the state. Those of one that was interrupted are found by its job. */
export async function resume(old: Existing<Inputs, Outputs>, context: Context): Promise<Making> {
	const jobId = readJobId(old.id) ?? old.outputs.jobId;
	const known = old.outputs.imageIds ?? [];
	const ids = known.length > 0 ? known : readJobId(old.id) ? [] : old.id.split(",");
	return { jobId, images: orderImages(await lookAtImages(ids, context), old.inputs) };
}

/** Waits until all images of a resource can be used: for the job that makes them, then for the images themselves. */
export async function waitUntilUsable(making: Making, stage: Stage, inputs: Inputs, context: Context): Promise<void> {
	if (making.jobId !== undefined && stage === "create") await waitForJobImages(making, making.jobId, inputs, context);
	if (making.images.length === 0) throw new GoneImageError();
	await waitUntilActive(making, inputs, context);
}

async function waitForJobImages(making: Making, jobId: string, inputs: Inputs, context: Context): Promise<void> {
	const note = (job: Job) => {
		making.images = mergeIds(making.images, collectImageIds(job));
	};
	const job = await waitForJob(jobId, note, context);
	making.images = mergeIds(making.images, job ? await findJobImages(job, listWanted(inputs).length, context) : []);
	if (making.images.length < listWanted(inputs).length) await findTheRest(making, inputs, context);
}

/** A job need not name all its images, and is forgotten some day: what it made carries our mark. */
async function findTheRest(making: Making, inputs: Inputs, context: Context): Promise<void> {
	const wanted = listWanted(inputs).length;
	let looks = 0;

	function settled(images: CloudImageAnswer[]): boolean {
		making.images = mergeIds(
			images,
			making.images.map(({ id }) => id),
		);
		looks++;
		return making.images.length >= wanted || looks >= LOOKS_FOR_THE_REST;
	}

	await waitFor({ ...context, look: () => findMarkedImages(inputs, ["open", "done"], context), settled });
}

/** Known images, and those of which only the id is known yet. */
function mergeIds(images: readonly CloudImageAnswer[], ids: readonly string[]): CloudImageAnswer[] {
	const known = new Set(images.map(({ id }) => id));
	return [...images, ...ids.filter((id) => !known.has(id)).map((id) => ({ id }))];
}

/** Lists may lag behind the job: what is not shown yet is waited for. */
async function waitUntilActive(making: Making, inputs: Inputs, context: Context): Promise<void> {
	const ids = making.images.map(({ id }) => id);
	let hasSeenAll = false;
	let shown: string | undefined;

	function settled(images: CloudImageAnswer[]): boolean {
		if (images.length === ids.length) {
			making.images = orderImages(images, inputs);
			hasSeenAll = true;
		} else if (hasSeenAll) {
			throw new GoneImageError();
		}

		const status = worstStatus(images);
		if (images.length === ids.length && (status === "active" || status === "killed")) return true;
		if (status !== shown) context.report(`image is ${status}`);
		shown = status;
		return false;
	}

	// What was just looked at need not be looked at again.
	const first = making.images.every(({ status }) => status !== undefined) ? making.images : undefined;
	await waitFor({ ...context, first, look: () => lookAtImages(ids, context), settled });
}
