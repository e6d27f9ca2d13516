import type { Core } from "../core";
import { getProgress, getStatus, getPeriod } from "./job";
import type { Job, SubJob } from "./job";

/** A job as both query operations show it; the newer one also names the first sub-job. */
export function showJob(job: Job, core: Core, form: "showJob" | "showJobProgress"): Record<string, unknown> {
	const period = getPeriod(job);
	const now = core.clock.now();
	const status = getStatus(period, now);
	const failed = job.subJobs.filter(({ failure }) => failure);
	const failure = status === "FAIL" ? describeFailure(job, failed) : undefined;
	return {
		...describeTimes(job.id, job.type, period, status, core),
		error_code: failure?.code ?? null,
		fail_reason: failure?.reason ?? null,
		entities: {
			...describeProgress(job, core),
			...describeIds(job, core),
			...(failure && { error_code: failure.code, error: failure.reason }),
			...(form === "showJobProgress" && { subJobId: job.subJobs[0]?.id }),
		},
	};
}

/** A sub-job, on its own and within its job. */
export function showSubJob(subJob: SubJob, core: Core): Record<string, unknown> {
	const { failure } = subJob;
	const period = { ...subJob, failed: failure !== undefined };
	const status = getStatus(period, core.clock.now());
	const failed = status === "FAIL" && failure;
	return {
		...describeTimes(subJob.id, subJob.type, period, status, core),
		error_code: failed ? failure.code : null,
		fail_reason: failed ? failure.reason : null,
		entities: { image_name: subJob.imageName, ...describeImage(subJob, core) },
	};
}

function describeTimes(
	id: string,
	type: string,
	{ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
	status: string,
	core: Core,
): Record<string, string> {
	const write = (time: number) => new Date(core.toShown(time)).toISOString();
	const ended = endsAt <= core.clock.now();
	return { job_id: id, job_type: type, begin_time: write(startsAt), end_time: ended ? write(endsAt) : "", status };
}

/** A job with several sub-jobs shows only how many failed; the sub-jobs show the reasons. */
function describeFailure(job: Job, failed: readonly SubJob[]): { code: string; reason: string } | undefined {
	if (job.layout === "single") return failed[0]?.failure;
	return { code: "IMG.0014", reason: `${failed.length} of ${job.subJobs.length} sub-jobs failed.` };
}

function describeProgress(job: Job, core: Core): Record<string, unknown> {
	const progress = getProgress(getPeriod(job), core.clock.now());
	const percent = getPercent(progress, core);
	const [first] = job.subJobs;
	return {
		...(job.layout !== "subJobs" && { image_name: first?.imageName }),
		...(percent !== undefined && { process_percent: percent }),
		current_task: job.task,
	};
}

/** Uneven progress, as of downloads and conversions: the elapsed fraction, and the progress shown from then on. */
const stages = [
	[0.95, 0.9],
	[0.7, 0.6],
	[0.3, 0.5],
	[0.2, 0.1],
	[0.1, 0.05],
] as const;

/** The progress as a fraction, as in the documented examples; one of them shows 0.20 with SUCCESS, hence "stale". */
function getPercent(progress: number, { settings }: Core): number | undefined {
	switch (settings.values.jobPercent) {
		case "absent":
			return undefined;
		case "stale":
			return 0.2;
		case "linear":
			return progress === 1 ? 1 : Math.floor(progress * 100) / 100;
		case "stages":
			return progress === 1 ? 1 : (stages.find(([from]) => progress >= from)?.[1] ?? 0);
	}
}

/** The ids of the images. Their place depends on the layout; for a file with data disks it is not documented. */
function describeIds(job: Job, core: Core): Record<string, unknown> {
	const { systemWithDataIds, subJobs: subJobForm, subJobOrder } = core.settings.values;
	const [first] = job.subJobs;
	const top = first ? describeImage(first, core) : {};
	if (job.layout === "single") return top;
	const subJobs = subJobOrder === "reverse" ? job.subJobs.toReversed() : job.subJobs;
	const below = {
		...(subJobForm === "results" && { sub_jobs_result: subJobs.map((subJob) => showSubJob(subJob, core)) }),
		sub_jobs_list: subJobs.map(({ id }) => id),
	};
	if (job.layout === "subJobs" || systemWithDataIds === "subJobs") return below;
	return systemWithDataIds === "imageId" ? top : { ...top, ...below };
}

/** The id is shown while the job runs (as in a documented example), or only after its success. */
function describeImage(subJob: SubJob, { clock, settings }: Core): Record<string, string> {
	const status = getStatus({ ...subJob, failed: subJob.failure !== undefined }, clock.now());
	const isShown = status === "SUCCESS" || (status === "RUNNING" && settings.values.jobShowsImageId === "running");
	return isShown ? { image_id: subJob.imageId } : {};
}
