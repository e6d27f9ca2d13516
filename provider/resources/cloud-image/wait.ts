import type { CloudImageResponse } from "../../services/ims/images";
import { collectImageIds, explainJobFailure, readPercent } from "../../services/ims/job-report";
import type { JobResponse } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import type { Stage } from "../../lifecycle/update-plan";
import { writeDuration } from "../../lifecycle/create-safety/partial-failure";
import { changingImage, makingImage } from "../../lifecycle/polling/profiles";
import { pollUntil } from "../../lifecycle/polling/poll-until";
import type { Inputs } from "./definition";
import { toJobImages } from "./desired-images";
import { idsOf, type ImageSet, mergeIds, omitKnown, orderImages, type Track, worstStatus } from "./image-set";
import { getImages, type JobImages, type SeenJob, toJob, watchJobs } from "./poll";
import { type Ambiguous, searchImages } from "./recovery/search";

/** The job ended badly; what it left behind has to be removed. */
export class FailedJobError extends Error {
	override name = "FailedJobError";

	constructor(
		readonly job: JobResponse,
		message = explainJobFailure(job),
	) {
		super(message);
	}
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

/**
 * Waits until all images of a resource can be used: for the job that makes them, then for the images themselves.
 *
 * @param track receives what is seen meanwhile, in the end the images in the order of the request
 */
export async function waitUntilUsable(
	given: ImageSet,
	track: Track,
	stage: Stage,
	inputs: Inputs,
	context: Context,
): Promise<void> {
	const found = stage === "create" ? await findAll(given, track, inputs, context) : given;
	const gone = found.images.filter(({ status }) => status === "deleted");
	if (gone.length > 0) throw new ImageNotFoundError(idsOf(gone));

	const usable = await waitUntilActive(found, track, context);
	if (stage === "create") track({ ...usable, images: orderImages(usable.images, inputs) });
}

/** Waits for the job. It need not name all its images, and is forgotten some day: what it made carries our mark. */
async function findAll(given: ImageSet, track: Track, inputs: Inputs, context: Context): Promise<ImageSet> {
	const { clock, readLag, recentlyCreated } = context.cloud;
	const about = toJobImages(inputs);
	const { desired } = about;
	let imageSet = given;
	function change(next: ImageSet): void {
		imageSet = next;
		track(next);
	}

	function record(ids: readonly string[]): void {
		const images = mergeIds(imageSet.images, ids);
		for (const { id } of images.slice(imageSet.images.length)) recentlyCreated.record(id);
		change({ ...imageSet, images });
	}

	if (imageSet.jobId !== undefined) {
		const ended = await waitForJob(imageSet.jobId, about, record, context);
		const made = ended.images ?? (await searchImages({ inputs, by: ["job"], job: toJob(ended) }, context)).images;
		change({ ...imageSet, images: mergeIds(made, idsOf(imageSet.images)) });
	}

	const end = clock.now() + readLag;
	function isDone(ambiguous: readonly Ambiguous[]): boolean {
		if (imageSet.images.length >= desired) return true;
		if (clock.now() >= end) throw new HiddenImageError(imageSet.images.length, desired, ambiguous);
		return false;
	}

	async function get(): Promise<readonly Ambiguous[]> {
		const known = imageSet.images;
		const { images, matches, ambiguous } = await searchImages({ inputs, known, by: ["tag", "untagged"] }, context);
		record(idsOf(images));
		// Without our mark they are without the user's tags as well.
		if (matches.some(({ evidence }) => evidence === "untagged")) change({ ...imageSet, isFresh: false });
		return ambiguous;
	}

	if (imageSet.images.length < desired) await pollUntil({ ...context, clock, profile: changingImage, get, isDone });
	return imageSet;
}

/**
 * Waits for the end of a job, showing its progress. `record` gets the ids of its images with every look, so that what is
 * known is kept even if the wait is interrupted.
 *
 * @returns how it was last seen: done, forgotten by the service, or all of its images in use
 * @throws {FailedJobError}
 */
export async function waitForJob(
	jobId: string,
	images: JobImages,
	record: (imageIds: readonly string[]) => void,
	context: Context,
): Promise<SeenJob> {
	const { clock } = context.cloud;
	const start = clock.now();
	let shown: string | undefined;

	function isDone({ job: reading, images }: SeenJob): boolean {
		const job = reading?.value;
		record(idsOf(images ?? []));
		if (images?.every(({ status }) => status === "active")) return show("100 %", "done");
		if (job === "unknown") return true;
		if (job === undefined) return false;

		record(collectImageIds(job));
		if (job.status === "FAIL") throw new FailedJobError(job);
		if (job.status === "SUCCESS") return show("100 %", "done");
		show(describeProgress(job), nameStage(job));
		return false;
	}

	function show(progress: string, stage: string): true {
		if (stage !== shown) context.report(`${progress} (${writeDuration(clock.now() - start)})`);
		shown = stage;
		return true;
	}

	return watchJobs(context.cloud).wait(jobId, { ...context, profile: makingImage, isDone }, images);
}

/** What is worth a new line: without a terminal each message is one, and a job may take an hour. */
function nameStage(job: JobResponse): string {
	return `${job.entities?.current_task ?? job.status} ${Math.floor((readPercent(job) ?? 0) / 5)}`;
}

/** `40 % CreateImageByInstanceTask`. */
function describeProgress(job: JobResponse): string {
	const percent = readPercent(job);
	const task = job.entities?.current_task?.replace(/:$/, "");
	return [percent === undefined ? undefined : `${percent} %`, task ?? job.status ?? "waiting"]
		.filter(Boolean)
		.join(" ");
}

async function waitUntilActive(given: ImageSet, track: Track, context: Context): Promise<ImageSet> {
	const { clock, readLag } = context.cloud;
	const start = clock.now();
	const ids = idsOf(given.images);
	let imageSet = given;
	let shown: string | undefined;

	function isDone(observed: readonly CloudImageResponse[]): boolean {
		const before = imageSet.images;
		const images = before.map((image) => observed.find(({ id }) => id === image.id) ?? { id: image.id });
		imageSet = { ...imageSet, images };
		track(imageSet);
		const gone = omitKnown(before, observed).filter(({ status }) => status !== undefined);
		if (gone.length > 0) throw new ImageNotFoundError(idsOf(gone));

		const status = worstStatus(images);
		if (status === "killed") throw new FailedJobError({ job_id: imageSet.jobId }, "the image is killed");
		if (status === "active") return true;
		if (observed.length < before.length && clock.now() - start >= readLag)
			throw new HiddenImageError(observed.length, before.length);

		if (status !== shown) context.report(`image is ${status} (${writeDuration(clock.now() - start)})`);
		shown = status;
		return false;
	}

	// What was just looked at need not be looked at again.
	const first = given.images.every(({ status }) => status !== undefined) ? given.images : undefined;
	await pollUntil({ ...context, clock, profile: changingImage, first, get: () => getImages(ids, context), isDone });
	return imageSet;
}
