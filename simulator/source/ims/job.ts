import type { Failure } from "./failure-orders";

/** One image in the making. */
export interface JobPart {
	/** A job id of its own. */
	readonly id: string;
	readonly type: string;
	readonly imageId: string;
	readonly imageName: string;
	readonly beginsAt: number;
	readonly endsAt: number;
	readonly failure?: Failure;
}

/**
 * Work under way, and what became of it. How it is shown follows from the clock alone.
 *
 * - `single`: one image, its id at the top.
 * - `parts`: data disks of a server; ids only in the sub-jobs, even of a single one.
 * - `systemAndParts`: a file with data disks; not documented, so a setting says where the ids are.
 */
export interface Job {
	readonly id: string;
	readonly projectId: string;
	readonly type: string;
	readonly task: string;
	readonly shape: "single" | "parts" | "systemAndParts";
	readonly parts: readonly JobPart[];
}

export type JobStatus = "INIT" | "RUNNING" | "SUCCESS" | "FAIL";

/** For the first twentieth of its time nothing has begun. */
const initialShare = 0.05;

interface Stretch {
	readonly beginsAt: number;
	readonly endsAt: number;
	readonly failed: boolean;
}

export function stretchOf({ parts }: Job): Stretch {
	return {
		beginsAt: Math.min(...parts.map(({ beginsAt }) => beginsAt)),
		endsAt: Math.max(...parts.map(({ endsAt }) => endsAt)),
		failed: parts.some(({ failure }) => failure),
	};
}

/** How much of its time is over, from 0 to 1. */
export function progressOf({ beginsAt, endsAt }: Stretch, now: number): number {
	return now >= endsAt ? 1 : (now - beginsAt) / (endsAt - beginsAt);
}

export function statusOf(stretch: Stretch, now: number): JobStatus {
	const progress = progressOf(stretch, now);
	if (progress >= 1) return stretch.failed ? "FAIL" : "SUCCESS";
	return progress < initialShare ? "INIT" : "RUNNING";
}
