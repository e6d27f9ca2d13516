import type { CloudImageAnswer } from "../../services/ims/images";
import type { Context, Existing } from "../../lifecycle/contract";
import type { Stage } from "../../lifecycle/update-plan";
import { writeDuration } from "../../lifecycle/create-safety/partial-failure";
import { changingImage } from "../../lifecycle/polling/profiles";
import { waitFor } from "../../lifecycle/polling/poll-until";
import { findMarkedImages, lookAtImages, mergeIds, orderImages } from "./match-images";
import { FailedJobError, findMadeImages, readJobId, waitForJob } from "./jobs";
import type { Inputs, Outputs } from "./properties";
import { type Doubtful, findUnmarked } from "./recovery/match-untagged";
import { describeWanted, listWanted } from "./desired-images";
import { worstStatus } from "./wire";

/** Images while we work on them: always as last seen, so that whoever stops knows what to keep. */
export interface Making {
	jobId?: string;
	images: CloudImageAnswer[];

	/** Just made, exactly as asked. */
	isFresh?: boolean;

	/** Of the create that has begun them, where it is not this one. */
	identity?: string;
}

/** Images are not there any more, although nobody asked us to delete them. */
export class GoneImageError extends Error {
	override name = "GoneImageError";

	constructor(readonly ids: readonly string[]) {
		super(`somebody deleted ${ids.join(", ")}`);
	}
}

/** The job has ended, and not all of its images are shown. */
class HiddenImageError extends Error {
	override name = "HiddenImageError";

	constructor(found: number, wanted: number, doubtful: readonly Doubtful[] = []) {
		super(
			`the job has ended, and of ${wanted} images the service shows ${found}. ` +
				doubtful.map(({ image: { id, name }, why }) => `The image ${name} (${id}) was not taken: ${why}. `).join("") +
				(doubtful.length > 0 ? "Delete what this resource has made and nobody needs. " : "") +
				"If that stays so, `pulumi refresh` takes note of it, and the next `pulumi up` makes all of them anew.",
		);
	}
}

/** The images of a resource in the state, those that are gone as `deleted`. One that was interrupted names a job. */
export async function resume(old: Existing<Inputs, Outputs>, context: Context, look = lookAtImages): Promise<Making> {
	const jobId = readJobId(old.id) ?? old.outputs.jobId;
	const known = Array.isArray(old.outputs.imageIds) ? old.outputs.imageIds : [];
	const ids = known.length > 0 ? known : readJobId(old.id) !== undefined ? [] : old.id.split(",");
	const seen = await look(ids, context);
	// What a job names may not be shown yet.
	const status = old.outputs.unfinished === "create" ? undefined : "deleted";
	return { jobId, images: ids.map((id) => seen.find((image) => image.id === id) ?? { id, status }) };
}

/** Waits until all images of a resource can be used: for the job that makes them, then for the images themselves. */
export async function waitUntilUsable(making: Making, stage: Stage, inputs: Inputs, context: Context): Promise<void> {
	if (stage === "create") await findAll(making, inputs, context);
	const gone = making.images.filter(({ status }) => status === "deleted");
	if (gone.length > 0) throw new GoneImageError(gone.map(({ id }) => id));

	await waitUntilActive(making, context);
	if (stage === "create") making.images = orderImages(making.images, inputs);
}

/** Waits for the job. It need not name all its images, and is forgotten some day: what it made carries our mark. */
async function findAll(making: Making, inputs: Inputs, context: Context): Promise<void> {
	const wanted = listWanted(inputs).length;
	function note(ids: readonly string[]): void {
		for (const id of ids) if (making.images.every((image) => image.id !== id)) context.cloud.young.note(id);
		making.images = mergeIds(making.images, ids);
	}

	if (making.jobId !== undefined) {
		const ended = await waitForJob(making.jobId, describeWanted(inputs), note, context);
		const made = await findMadeImages(ended, wanted, context);
		making.images = mergeIds(
			made,
			making.images.map(({ id }) => id),
		);
	}

	const { clock, readLag } = context.cloud;
	const end = clock.now() + readLag;
	function settled(doubtful: readonly Doubtful[]): boolean {
		if (making.images.length >= wanted) return true;
		if (clock.now() >= end) throw new HiddenImageError(making.images.length, wanted, doubtful);
		return false;
	}

	async function look(): Promise<readonly Doubtful[]> {
		note((await findMarkedImages(inputs, ["open"], context)).map(({ id }) => id));
		const { ours, doubtful } = await findUnmarked(inputs, making.images, context);
		note(ours.map(({ id }) => id));
		// Without our mark they are without the user's tags as well.
		if (ours.length > 0) making.isFresh = false;
		return doubtful;
	}

	if (making.images.length >= wanted) return;
	await waitFor({ ...context, clock, rhythm: changingImage, look, settled });
}

async function waitUntilActive(making: Making, context: Context): Promise<void> {
	const { clock, readLag } = context.cloud;
	const start = clock.now();
	let shown: string | undefined;

	function settled(seen: CloudImageAnswer[]): boolean {
		const before = making.images;
		const gone = before.filter(({ id, status }) => status !== undefined && !seen.some((image) => image.id === id));
		making.images = mergeIds(
			seen,
			before.map(({ id }) => id),
		).sort(byOrderOf(before));
		if (gone.length > 0) throw new GoneImageError(gone.map(({ id }) => id));

		const status = worstStatus(making.images);
		if (status === "killed") throw new FailedJobError({ job_id: making.jobId }, "the image is killed");
		if (status === "active") return true;
		if (seen.length < before.length && clock.now() - start >= readLag)
			throw new HiddenImageError(seen.length, before.length);

		if (status !== shown) context.report(`image is ${status} (${writeDuration(clock.now() - start)})`);
		shown = status;
		return false;
	}

	const ids = making.images.map(({ id }) => id);
	// What was just looked at need not be looked at again.
	const first = making.images.every(({ status }) => status !== undefined) ? making.images : undefined;
	await waitFor({ ...context, clock, rhythm: changingImage, first, look: () => lookAtImages(ids, context), settled });
}

function byOrderOf(images: readonly CloudImageAnswer[]) {
	const place = new Map(images.map(({ id }, at) => [id, at]));
	return (one: CloudImageAnswer, other: CloudImageAnswer) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0);
}
