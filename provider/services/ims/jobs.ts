import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { dropNulls } from "../shape/drop-nulls";
import { isObject } from "../shape/is-object";
import { ApiError } from "../http/errors";
import { operation } from "../http/operation";

/** The jobs that make images. */

/** What jobs and the jobs within them have in common. Anything may be missing, or empty until the job ends. */
export interface JobPart {
	/** `INIT`, `RUNNING`, `SUCCESS`, `FAIL`. */
	status?: string;
	job_id?: string;
	job_type?: string;
	begin_time?: string;
	end_time?: string;
	error_code?: string;
	fail_reason?: string;
	entities?: JobEntities;
}

/** What a job is about. */
export interface JobEntities {
	/** The image, where it is one; may be there before the job ends. */
	image_id?: string;
	image_name?: string;
	current_task?: string;
	/** From 0 to 1. It does not tell when the job is done. */
	process_percent?: number | string;
	subJobId?: string;
	error_code?: string;
	error?: string;
	addition_error_code?: string;
	addition_error_msg?: string;
}

/** A job as the service reports it. */
export interface JobResponse extends JobPart {
	entities?: JobEntities & {
		/** The jobs that make one image each. */
		sub_jobs_result?: JobPart[];
		sub_jobs_list?: string[];
		/** Only of old versions of the service: ids of images, in no documented form. */
		__data_images?: unknown;
	};
}

export const operations = {
	/** A job that failed is a result, not an error: its status says so. */
	showJob: operation({
		name: "showJob",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/jobs/{job_id}",
		// No list of permissions names the jobs: it is that of the images that they make.
		permission: "ims:images:get",
		request: (id: string) => ({ object: `image job ${id}`, ids: { job_id: id } }),
		read: readJob,
	}),
};

export type ImsJobs = ReturnType<typeof createImsJobs>;

export function createImsJobs(client: Client, projectId: string) {
	return bindOperations(client, { projectId }, operations);
}

/**
 * The service says that it does not know the job: it has deleted its record, or failed to find it. That says nothing about
 * the image.
 */
export function isJobNotFound(error: unknown): boolean {
	if (!(error instanceof ApiError)) return false;
	return error.status === 404 ? /^IMG\.\d+$/.test(error.code) : error.status === 400 && error.code === "IMG.0023";
}

/** A job is what has a status or an id. It may have an `error_code` of its own, which is not the request's. */
function readJob(body: unknown): JobResponse | undefined {
	const isJob = isObject(body) && (typeof body.status === "string" || typeof body.job_id === "string");
	return isJob ? dropNulls(body as JobResponse) : undefined;
}
