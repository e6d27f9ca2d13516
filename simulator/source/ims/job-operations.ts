import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { showJob, showSubJob } from "./show-job";

/** A failed job is a good answer, 200; only a job that is not known is none. Sub-jobs can be asked for like jobs. */
export function queryJob(form: "showJob" | "showJobProgress", request: OperationRequest, ims: Ims): HttpResponse {
	const { core, jobs } = ims;
	const found = jobs.find(ims.resolveProject(request), request.params["job_id"] ?? "");
	if (!found) throw createImsError("0023", undefined, core.settings.values.unknownJob === "404" ? 404 : 400);
	return { status: 200, body: found.subJob ? showSubJob(found.subJob, core) : showJob(found.job, core, form) };
}
