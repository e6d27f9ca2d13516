import type { CloudImageResponse } from "../../services/ims/images";
import { collectImageIds, explainJobFailure, readPercent, readTask } from "../../services/ims/job-report";
import type { JobResponse } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import { ObjectFailedError, ObjectNotFoundError } from "../../lifecycle/object-errors";
import type { Stage } from "../../lifecycle/update-plan";
import { writeDuration } from "../../lifecycle/write-duration";
import { changingImage, makingImage } from "../../lifecycle/polling/profiles";
import { pollUntil } from "../../lifecycle/polling/poll-until";
import type { Inputs } from "./definition";
import { listDesiredImages, toJobImages } from "./desired-images";
import {
	idsOf,
	mergeIds,
	observe,
	omitKnown,
	oneOfEach,
	orderImages,
	type TrackedImages,
	worstStatus,
} from "./image-set";
import { type JobImages, type SeenJob, toJob, watchJobs } from "./jobs";
import { getImages } from "./poll";
import { type Ambiguous, searchImages } from "./recovery/search";

/** The job ended badly; what it left behind has to be removed. */
export class FailedJobError extends ObjectFailedError {
	override name = "FailedJobError";

	constructor(
		readonly job: JobResponse,
		message = explainJobFailure(job),
	) {
		super(message);
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

/** Waits until all images of a resource can be used: for the job that makes them, then for the images themselves. */
export async function waitUntilUsable(
	tracked: TrackedImages,
	stage: Stage,
	inputs: Inputs,
	context: Context,
): Promise<void> {
	if (stage === "create") await findAll(tracked, inputs, context);
	refuseGone(tracked, stage);
	await waitUntilActive(tracked, stage, context);
	if (stage === "create") observe(tracked, { images: orderImages(tracked.observed.images, inputs) });
}

/** Somebody deleted images, although nobody asked this run to do so. What is left of a create is kept. */
function refuseGone({ observed: { images } }: TrackedImages, stage: Stage): void {
	const gone = images.filter(({ status }) => status === "deleted");
	if (gone.length === 0) return;
	const ids = idsOf(gone).join(", ");
	const message = `somebody deleted ${ids}`;
	throw stage === "create" && gone.length < images.length ? new Error(message) : new ObjectNotFoundError(message, ids);
}

/** Waits for the job. It need not name all its images, and is forgotten some day: what it made carries our marker. */
async function findAll(tracked: TrackedImages, inputs: Inputs, context: Context): Promise<void> {
	const { clock, readLag, recentlyCreated } = context.services;
	const { jobId } = tracked.observed;
	const about = toJobImages(inputs);
	const { count: desired } = about;
	const count = () => tracked.observed.images.length;

	// What the state names stays, although the job may be of another delivery of the same request.
	const isNamed = count() >= desired;

	function record(ids: readonly string[]): void {
		if (isNamed) return;
		const images = mergeIds(tracked.observed.images, ids);
		for (const { id } of images.slice(count())) recentlyCreated.record(id);
		observe(tracked, { images });
	}

	if (jobId !== undefined) {
		const ended = await waitForJob(jobId, about, record, context);
		if (isNamed) return;
		const made = ended.images ?? (await searchImages({ inputs, by: ["job"], job: toJob(ended) }, context)).images;
		// A job that names all of its images is right: others may be of a second delivery of the request.
		const others = made.length < desired ? idsOf(tracked.observed.images) : [];
		observe(tracked, { images: mergeIds(made, others) });
	}

	const end = clock.now() + readLag;
	function isDone(ambiguous: readonly Ambiguous[]): boolean {
		if (count() >= desired) return true;
		if (clock.now() >= end) throw new HiddenImageError(count(), desired, ambiguous);
		return false;
	}

	async function get(): Promise<readonly Ambiguous[]> {
		const known = tracked.observed.images;
		const { images, matches, ambiguous } = await searchImages({ inputs, known, by: ["tag", "untagged"] }, context);
		record(idsOf(await takeMissing(images, known, inputs, context)));
		// Without our marker they are without the user's tags as well.
		if (matches.some(({ evidence }) => evidence === "untagged")) observe(tracked, { isFresh: false });
		return ambiguous;
	}

	if (count() < desired) await pollUntil({ ...context, clock, profile: changingImage, get, isDone });
}

/** Of what was found those that are missing: a request that was delivered twice has made two of each. */
async function takeMissing(
	found: readonly CloudImageResponse[],
	known: readonly CloudImageResponse[],
	inputs: Inputs,
	context: Context,
): Promise<readonly CloudImageResponse[]> {
	const left = listDesiredImages(inputs).length - known.length;
	if (found.length <= left) return found;
	const observed = await getImages(idsOf(known), context);
	return omitKnown(oneOfEach([...observed, ...found], inputs), observed).slice(0, Math.max(0, left));
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
	const { clock } = context.services;
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
		if (stage !== shown) context.progress(`${progress} (${writeDuration(clock.now() - start)})`);
		shown = stage;
		return true;
	}

	return watchJobs(context.services).wait(jobId, { ...context, profile: makingImage, isDone }, images);
}

/** What is worth a new line: without a terminal each message is one, and a job may take an hour. */
function nameStage(job: JobResponse): string {
	return `${readTask(job) ?? job.status} ${Math.floor((readPercent(job) ?? 0) / 5)}`;
}

/** `40 % CreateImageByInstanceTask`. */
function describeProgress(job: JobResponse): string {
	const percent = readPercent(job);
	return [percent === undefined ? undefined : `${percent} %`, readTask(job) ?? job.status ?? "waiting"]
		.filter(Boolean)
		.join(" ");
}

async function waitUntilActive(tracked: TrackedImages, stage: Stage, context: Context): Promise<void> {
	const { clock, readLag } = context.services;
	const start = clock.now();
	const { images: given, jobId } = tracked.observed;
	const ids = idsOf(given);
	let shown: string | undefined;

	function isDone(observed: readonly CloudImageResponse[]): boolean {
		const before = tracked.observed.images;
		// What was shown before and is not any more is gone.
		const images = before.map(
			({ id, status }) => observed.find((one) => one.id === id) ?? { id, status: status && "deleted" },
		);
		observe(tracked, { images });
		refuseGone(tracked, stage);

		const status = worstStatus(images);
		if (status === "killed") throw new FailedJobError({ job_id: jobId }, "the image is killed");
		if (status === "active") return true;
		if (observed.length < before.length && clock.now() - start >= readLag)
			throw new HiddenImageError(observed.length, before.length);

		if (status !== shown) context.progress(`image is ${status} (${writeDuration(clock.now() - start)})`);
		shown = status;
		return false;
	}

	// What was just looked at need not be looked at again.
	const first = given.every(({ status }) => status !== undefined) ? given : undefined;
	await pollUntil({ ...context, clock, profile: changingImage, first, get: () => getImages(ids, context), isDone });
}
