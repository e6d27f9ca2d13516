import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { showJob, showSubJob } from "./show-job";

/** Shows a job or a sub-job. A failed job is answered with 200; only an unknown job is an error. */
export function queryJob(form: "showJob" | "showJobProgress", request: OperationRequest, ims: Ims): HttpResponse {
	const { core, jobs } = ims;
	const found = jobs.find(ims.resolveProject(request), request.params["job_id"] ?? "");
	if (!found) throw createImsError("0023", undefined, core.settings.values.unknownJob === "404" ? 404 : 400);
	return { status: 200, body: found.subJob ? showSubJob(found.subJob, core) : showJob(found.job, core, form) };
}
