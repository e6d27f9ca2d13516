import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { isObject } from "../http/error-body";
import { ApiError } from "../http/errors";
import { operations } from "./operations";
import type { Job } from "./job-types";
import { buildPath } from "../http/url";
import { dropNulls } from "../http/without-nulls";

export type * from "./job-types";

/** The jobs that make images. */
export interface ImsJobs {
	/** A job that failed is an answer, not an error: its status says so. */
	showJob(jobId: string, options?: RequestOptions): Promise<Job>;
}

/**
 * The service says that it cannot tell about the job: it has forgotten it, or failed to look. What became of the image
 * is not said with that.
 */
export function isJobNotFound(error: unknown): boolean {
	if (!(error instanceof ApiError)) return false;
	return error.status === 404 ? /^IMG\.\d+$/.test(error.code) : error.status === 400 && error.code === "IMG.0023";
}

export interface ImsJobsOptions {
	readonly client: Client;
	readonly projectId: string;
}

export function createImsJobs({ client, projectId }: ImsJobsOptions): ImsJobs {
	return {
		async showJob(jobId, options) {
			const path = buildPath("v1", projectId, "jobs", jobId);
			const about = { ...operations.showJob, object: `image job ${jobId}`, path };
			return client.perform({ ...about, read: readJob }, options);
		},
	};
}

/** A job is what has a status or an id. It may have an `error_code` of its own, which is not the call's. */
function readJob(body: unknown): Job | undefined {
	const known = isObject(body) && (typeof body.status === "string" || typeof body.job_id === "string");
	return known ? dropNulls(body as Job) : undefined;
}
