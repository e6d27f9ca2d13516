import type { Answer, Call } from "../gateway/operation";
import type { Ims } from "./ims";
import { refuseByIms } from "./ims-refusals";
import { showJob, showPart } from "./show-job";

/** A failed job is a good answer, 200; only a job that is not known is none. Sub-jobs can be asked for like jobs. */
export function queryJob(form: "showJob" | "showJobProgress", call: Call, ims: Ims): Answer {
	const { core, jobs } = ims;
	const found = jobs.find(ims.projectOf(call), call.params["job_id"] ?? "");
	if (!found) throw refuseByIms("0023", undefined, core.settings.values.unknownJob === "404" ? 404 : 400);
	return { status: 200, body: found.part ? showPart(found.part, core) : showJob(found.job, core, form) };
}
