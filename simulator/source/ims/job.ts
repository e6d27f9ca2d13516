import type { Failure } from "./job-failures";

/** The creation of one image. */
export interface SubJob {
	/** The sub-job's own job id. */
	readonly id: string;
	readonly type: string;
	readonly imageId: string;
	readonly imageName: string;
	readonly startsAt: number;
	readonly endsAt: number;
	readonly failure?: Failure;
}

/**
 * A job and its outcome. What is shown of it depends on the clock alone.
 *
 * - `single`: one image, whose id is at the top level.
 * - `subJobs`: data disks of a server; the ids are only in the sub-jobs, even for one disk.
 * - `systemAndSubJobs`: a file with data disks; not documented, so a setting says where the ids are.
 */
export interface Job {
	readonly id: string;
	readonly projectId: string;
	readonly type: string;
	readonly task: string;
	readonly layout: "single" | "subJobs" | "systemAndSubJobs";
	readonly subJobs: readonly SubJob[];
}

export type JobStatus = "INIT" | "RUNNING" | "SUCCESS" | "FAIL";

/** The fraction of the duration during which the job is INIT. */
const initialShare = 0.05;

interface Period {
	readonly startsAt: number;
	readonly endsAt: number;
	readonly failed: boolean;
}

export function getPeriod({ subJobs }: Job): Period {
	return {
		startsAt: Math.min(...subJobs.map(({ startsAt }) => startsAt)),
		endsAt: Math.max(...subJobs.map(({ endsAt }) => endsAt)),
		failed: subJobs.some(({ failure }) => failure),
	};
}

/** The elapsed fraction of the duration, from 0 to 1. */
export function getProgress({ startsAt, endsAt }: Period, now: number): number {
	return now >= endsAt ? 1 : (now - startsAt) / (endsAt - startsAt);
}

export function getStatus(period: Period, now: number): JobStatus {
	const progress = getProgress(period, now);
	if (progress >= 1) return period.failed ? "FAIL" : "SUCCESS";
	return progress < initialShare ? "INIT" : "RUNNING";
}
