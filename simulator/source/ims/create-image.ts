import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { checkKind } from "./create-rules";
import { deriveImageSpecs } from "./derive-image-specs";
import type { Ims } from "./ims";
import { createImsError } from "./ims-error";
import { checkDescription, checkEnterpriseProject, checkMemory, checkName } from "./name-rules";
import { readObject } from "./read-body";
import { readKind } from "./request-kind";
import type { RequestKind } from "./request-kind";
import { createSchema } from "./request-schemas";
import type { CreateRequest } from "./request-schemas";
import { checkKey } from "./sources";
import { startJob } from "./start-job";
import { readRequestTags } from "./tag-rules";

/**
 * Validates the fields, then the sources, then the quotas, and starts a job. Requests are not idempotent: repeating one
 * creates more images.
 */
export function createImage(request: OperationRequest, ims: Ims): HttpResponse {
	const { core, accounts } = ims;
	const projectId = ims.resolveProject(request);
	const body = readObject<CreateRequest>(request.body, createSchema);
	const kind = readKind(body);
	checkTexts(body, kind, ims);
	checkKind(body, kind, core);
	const specs = deriveImageSpecs(kind, { body, region: accounts.getRegion(projectId), core });
	checkKey(body, core);
	checkNamesAreFree(
		specs.map(({ name }) => name),
		projectId,
		ims,
	);
	checkQuotas(projectId, specs.length, ims);
	const job = startJob(kind, specs, projectId, ims);
	return { status: 200, body: { job_id: job.id } };
}

function checkTexts(body: CreateRequest, kind: RequestKind, { core }: Ims): void {
	const elements = body.data_images ?? [];
	if (kind !== "dataVolumes" || body.name) checkName(body.name);
	if (kind === "dataVolumes") for (const { name } of elements) checkName(name ?? body.name);
	for (const { name } of elements) if (name) checkName(name);
	for (const { description } of [body, ...elements]) checkDescription(description);
	for (const tagged of [body, ...elements]) readRequestTags(tagged, core);
	checkMemory(body.min_ram, body.max_ram);
	checkEnterpriseProject(body.enterprise_project_id, core);
}

/**
 * Rejects taken names if the setting says so. It is off by default: unique names are not documented, although an error
 * for them is.
 */
export function checkNamesAreFree(names: readonly string[], projectId: string, { core, images }: Ims): void {
	if (!core.settings.values.uniqueImageNames) return;
	const taken = [...images.listOfProject(projectId).map(({ record }) => record.name), ...names];
	if (names.some((name) => taken.indexOf(name) < taken.lastIndexOf(name))) throw createImsError("0009");
}

function checkQuotas(projectId: string, count: number, { core, images, jobs }: Ims): void {
	const { imageQuota, taskLimit } = core.settings.values;
	if (imageQuota !== null && images.listOfProject(projectId).length + count > imageQuota) throw createImsError("0015");
	if (taskLimit !== null && jobs.countRunning(projectId) >= taskLimit) throw createImsError("0060");
}
