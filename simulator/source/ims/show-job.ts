import type { Core } from "../core";
import { progressOf, statusOf, stretchOf } from "./job";
import type { Job, JobPart } from "./job";

/** A job as both query forms answer it; the newer one names the first sub-job besides. */
export function showJob(job: Job, core: Core, form: "showJob" | "showJobProgress"): Record<string, unknown> {
	const stretch = stretchOf(job);
	const now = core.clock.now();
	const status = statusOf(stretch, now);
	const failed = job.parts.filter(({ failure }) => failure);
	const failure = status === "FAIL" ? describeFailure(job, failed) : undefined;
	return {
		...describeTimes(job.id, job.type, stretch, status, core),
		error_code: failure?.code ?? null,
		fail_reason: failure?.reason ?? null,
		entities: {
			...describeProgress(job, core),
			...describeIds(job, core),
			...(failure && { error_code: failure.code, error: failure.reason }),
			...(form === "showJobProgress" && { subJobId: job.parts[0]?.id }),
		},
	};
}

/** A sub-job by itself, and inside its job. */
export function showPart(part: JobPart, core: Core): Record<string, unknown> {
	const { failure } = part;
	const stretch = { ...part, failed: failure !== undefined };
	const status = statusOf(stretch, core.clock.now());
	const failed = status === "FAIL" && failure;
	return {
		...describeTimes(part.id, part.type, stretch, status, core),
		error_code: failed ? failure.code : null,
		fail_reason: failed ? failure.reason : null,
		entities: { image_name: part.imageName, ...describeImage(part, core) },
	};
}

function describeTimes(
	id: string,
	type: string,
	{ beginsAt, endsAt }: { readonly beginsAt: number; readonly endsAt: number },
	status: string,
	{ settings, clock }: Core,
): Record<string, string> {
	const write = (time: number) => new Date(time + settings.values.clockOffset).toISOString();
	const ended = endsAt <= clock.now();
	return { job_id: id, job_type: type, begin_time: write(beginsAt), end_time: ended ? write(endsAt) : "", status };
}

/** Of several sub-jobs the job itself tells only how many failed: the reasons are theirs. */
function describeFailure(job: Job, failed: readonly JobPart[]): { code: string; reason: string } | undefined {
	if (job.shape === "single") return failed[0]?.failure;
	return { code: "IMG.0014", reason: `${failed.length} of ${job.parts.length} sub-jobs failed.` };
}

function describeProgress(job: Job, core: Core): Record<string, unknown> {
	const progress = progressOf(stretchOf(job), core.clock.now());
	const percent = percentOf(progress, core);
	const [first] = job.parts;
	return {
		...(job.shape !== "parts" && { image_name: first?.imageName }),
		...(percent !== undefined && { process_percent: percent }),
		current_task: job.task,
	};
}

/** Uneven, as downloads and conversions are: how much of the time is over, and what is shown from then on. */
const stages = [
	[0.95, 0.9],
	[0.7, 0.6],
	[0.3, 0.5],
	[0.2, 0.1],
	[0.1, 0.05],
] as const;

/** A fraction, as the documented examples have it; one of them shows 0.20 with SUCCESS, hence "stale". */
function percentOf(progress: number, { settings }: Core): number | undefined {
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

/** Where the ids of the images are differs by kind; for a file with data disks no document says it. */
function describeIds(job: Job, core: Core): Record<string, unknown> {
	const { systemWithDataIds, subJobs, subJobOrder } = core.settings.values;
	const [first] = job.parts;
	const top = first ? describeImage(first, core) : {};
	if (job.shape === "single") return top;
	const parts = subJobOrder === "reverse" ? job.parts.toReversed() : job.parts;
	const below = {
		...(subJobs === "results" && { sub_jobs_result: parts.map((part) => showPart(part, core)) }),
		sub_jobs_list: parts.map(({ id }) => id),
	};
	if (job.shape === "parts" || systemWithDataIds === "subJobs") return below;
	return systemWithDataIds === "imageId" ? top : { ...top, ...below };
}

/** The id is there as soon as the work runs (a documented example shows that), or only at its good end. */
function describeImage(part: JobPart, { clock, settings }: Core): Record<string, string> {
	const status = statusOf({ ...part, failed: part.failure !== undefined }, clock.now());
	const isShown = status === "SUCCESS" || (status === "RUNNING" && settings.values.jobShowsImageId === "running");
	return isShown ? { image_id: part.imageId } : {};
}
