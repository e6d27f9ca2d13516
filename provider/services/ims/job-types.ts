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
export interface Job extends JobPart {
	entities?: JobEntities & {
		/** The jobs that make one image each. */
		sub_jobs_result?: JobPart[];
		sub_jobs_list?: string[];
		/** Only of old versions of the service: ids of images, in no documented form. */
		__data_images?: unknown;
	};
}
