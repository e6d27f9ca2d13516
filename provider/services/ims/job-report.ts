import { isObject } from "../shape/is-object";
import type { JobResponse, JobPart } from "./jobs";

/**
 * The ids of the images that a job is making or has made, each once: the system image first, then those of the jobs
 * within it. Their order is not that of the request: names tell which is which.
 */
export function collectImageIds(job: JobResponse): string[] {
	const parts = [job, ...listParts(job)];
	const ids = keepTexts(parts.map((part) => part.entities?.image_id));
	return ids.length > 0 ? ids : findIds(job.entities?.__data_images);
}

/** The ids of the jobs within a job, each once: where the job itself does not name its images, these do. */
export function collectSubJobIds(job: JobResponse): string[] {
	const { sub_jobs_list: list, subJobId } = job.entities ?? {};
	const listed: unknown[] = Array.isArray(list) ? list : [];
	return keepTexts([...listed, ...listParts(job).map((part) => part.job_id), subJobId]);
}

/** Why a job failed, in the service's own words: its own reason and those of the jobs within it. */
export function explainJobFailure(job: JobResponse): string {
	const parts = listParts(job).map((part) => {
		const reason = describeReason(part);
		return reason && `${namePart(part)}: ${reason}`;
	});
	return keepTexts([describeReason(job), ...parts]).join("; ") || "the service gives no reason";
}

/** The codes with which a job and the jobs within it failed, each once. */
export function collectFailureCodes(job: JobResponse): string[] {
	const parts = [job, ...listParts(job)];
	return keepTexts(parts.flatMap(({ error_code, entities }) => [error_code, entities?.error_code]));
}

/** What a job is doing, in the service's word; `undefined` where it does not say. */
export function readTask(job: JobResponse): string | undefined {
	const task: unknown = job.entities?.current_task;
	return typeof task === "string" ? task.replace(/:$/, "") : undefined;
}

/** How far a job is, in whole percent; `undefined` where it does not say. */
export function readPercent(job: JobResponse): number | undefined {
	const said = job.entities?.process_percent;
	const value = typeof said === "string" && said.trim() !== "" ? Number(said) : said;
	if (typeof value !== "number" || !(value >= 0)) return undefined;

	// The documents call it a percentage, their examples are fractions.
	return Math.min(100, Math.round(value <= 1 ? value * 100 : value));
}

function listParts(job: JobResponse): JobPart[] {
	const parts = job.entities?.sub_jobs_result;
	return Array.isArray(parts) ? parts.filter(isObject) : [];
}

/** Each place where a reason may be: of the job, of what it is about, of what came on top. */
function describeReason({ error_code, fail_reason, entities = {} }: JobPart): string {
	const pairs = [
		[error_code, fail_reason],
		[entities.error_code, entities.error],
		[entities.addition_error_code, entities.addition_error_msg],
	];
	return keepTexts(pairs.map((pair) => keepTexts(pair.map(writeOut)).join(" "))).join("; ");
}

/** Should a reason be no text, it is shown as it came. */
function writeOut(value: unknown): string {
	return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function namePart({ job_id, entities }: JobPart): string {
	if (entities?.image_name) return `image "${entities.image_name}"`;
	return job_id ? `job ${job_id}` : "a part of it";
}

function findIds(value: unknown): string[] {
	const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
	return keepTexts(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? []);
}

/** What is text and not empty, each once. */
function keepTexts(values: readonly unknown[]): string[] {
	return [...new Set(values.filter((value) => typeof value === "string" && value !== ""))] as string[];
}
