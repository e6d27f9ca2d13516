import type { CloudImageResponse } from "../../services/ims/images";
import { collectImageIds, collectSubJobIds, explainJobFailure, readPercent } from "../../services/ims/job-report";
import type { JobResponse } from "../../services/ims/jobs";
import type { Context } from "../../lifecycle/contract";
import { writeDuration } from "../../lifecycle/create-safety/partial-failure";
import { makingImage } from "../../lifecycle/polling/profiles";
import { type JobImages, getJob, type SeenJob, watchJobs } from "./poll";

/** The images that an ended job has made, as far as it says. */
export async function findMadeImages(
	{ job, images }: SeenJob,
	desired: number,
	context: Context,
): Promise<readonly CloudImageResponse[]> {
	if (images) return images;
	const ids = await findJobImages(job?.value === "unknown" ? undefined : job?.value, desired, context);
	return ids.map((id) => ({ id }));
}

/** The id of a resource whose image is not known yet: `job:<job id>`. */
const PREFIX = "job:";

export function readJobId(id: string): string | undefined {
	return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

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

/**
 * Waits for the end of a job, showing its progress. `note` gets the ids of its images with every look, so that what is
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
		record((images ?? []).map(({ id }) => id));
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

/** The images of a job, from wherever it has them: in itself, in its parts, or only in the jobs that it names. */
export async function findJobImages(
	job: JobResponse | undefined,
	desired: number,
	context: Context,
): Promise<string[]> {
	if (job === undefined) return [];
	const ids = collectImageIds(job);
	if (ids.length >= desired) return ids;

	const parts = await Promise.all(collectSubJobIds(job).map((id) => getJob(id, context)));
	return [...new Set([...ids, ...parts.flatMap((part) => (part ? collectImageIds(part) : []))])];
}
