import type { Failure } from "./job-failures";

/** One image in the making. */
export interface SubJob {
	/** A job id of its own. */
	readonly id: string;
	readonly type: string;
	readonly imageId: string;
	readonly imageName: string;
	readonly startsAt: number;
	readonly endsAt: number;
	readonly failure?: Failure;
}

/**
 * Work under way, and what became of it. How it is shown follows from the clock alone.
 *
 * - `single`: one image, its id at the top.
 * - `subJobs`: data disks of a server; ids only in the sub-jobs, even of a single one.
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

/** For the first twentieth of its time nothing has begun. */
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

/** How much of its time is over, from 0 to 1. */
export function getProgress({ startsAt, endsAt }: Period, now: number): number {
	return now >= endsAt ? 1 : (now - startsAt) / (endsAt - startsAt);
}

export function getStatus(period: Period, now: number): JobStatus {
	const progress = getProgress(period, now);
	if (progress >= 1) return period.failed ? "FAIL" : "SUCCESS";
	return progress < initialShare ? "INIT" : "RUNNING";
}
