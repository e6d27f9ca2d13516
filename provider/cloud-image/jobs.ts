import { collectImageIds, collectSubJobIds, explainJobFailure, readPercent } from "../cloud/ims-job-report";
import { isJobUnknown, type Job } from "../cloud/ims-jobs";
import type { Context } from "../lifecycle";
import { writeDuration } from "../recovery/unfinished";
import { waitFor } from "../waiting/wait";

/** The id of a resource whose image is not known yet: `job:<job id>`. */
const PREFIX = "job:";

export function readJobId(id: string): string | undefined {
	return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

/** The job ended badly; what it left behind has to be removed. */
export class FailedJobError extends Error {
	override name = "FailedJobError";

	constructor(
		readonly job: Job,
		message = explainJobFailure(job),
	) {
		super(message);
	}
}

/** What a job looks like now; `undefined` if the service cannot tell: no document says how long it remembers. */
export async function lookAtJob(jobId: string, context: Context): Promise<Job | undefined> {
	try {
		return await context.cloud.imsJobs.showJob(jobId, context);
	} catch (error) {
		if (isJobUnknown(error)) return undefined;
		throw error;
	}
}

/**
 * Waits for the end of a job, showing its progress. `note` gets every look, so that what is known of its images is kept
 * even if the wait is interrupted.
 *
 * @returns undefined if the service does not know the job any more
 * @throws {FailedJobError}
 */
export async function waitForJob(jobId: string, note: (job: Job) => void, context: Context): Promise<Job | undefined> {
	const start = Date.now();
	let shown: string | undefined;

	function settled(job: Job | undefined): boolean {
		if (!job) return true;
		note(job);
		if (job.status === "FAIL") throw new FailedJobError(job);

		const isDone = job.status === "SUCCESS";
		const stage = isDone ? "done" : nameStage(job);
		const progress = isDone ? "100 %" : describeProgress(job);
		if (stage !== shown) context.report(`${progress} (${writeDuration(Date.now() - start)})`);
		shown = stage;
		return isDone;
	}

	return waitFor({ ...context, look: () => lookAtJob(jobId, context), settled });
}

/** What is worth a new line: without a terminal each message is one, and a job may take an hour. */
function nameStage(job: Job): string {
	return `${job.entities?.current_task ?? job.status} ${Math.floor((readPercent(job) ?? 0) / 5)}`;
}

/** `40 % CreateImageByInstanceTask`. */
function describeProgress(job: Job): string {
	const percent = readPercent(job);
	const task = job.entities?.current_task?.replace(/:$/, "");
	return [percent === undefined ? undefined : `${percent} %`, task ?? job.status ?? "waiting"]
		.filter(Boolean)
		.join(" ");
}

/** The images of a job, from wherever it has them: in itself, in its parts, or only in the jobs that it names. */
export async function findJobImages(job: Job, wanted: number, context: Context): Promise<string[]> {
	const ids = collectImageIds(job);
	if (ids.length >= wanted) return ids;

	const parts = await Promise.all(collectSubJobIds(job).map((id) => lookAtJob(id, context)));
	return [...new Set([...ids, ...parts.flatMap((part) => (part ? collectImageIds(part) : []))])];
}
