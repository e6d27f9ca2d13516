import type { Answer, Call } from "../gateway/operation";
import { checkKind } from "./create-rules";
import { draftImages } from "./draft-images";
import type { Ims } from "./ims";
import { refuseByIms } from "./ims-refusals";
import { checkDescription, checkEnterpriseProject, checkMemory, checkName } from "./name-rules";
import { readObject } from "./read-body";
import { readKind } from "./request-kind";
import type { RequestKind } from "./request-kind";
import { createShape } from "./request-shapes";
import type { CreateRequest } from "./request-shapes";
import { checkKey } from "./sources";
import { startJob } from "./start-job";
import { readRequestTags } from "./tag-rules";

/** Checks what the request says, then its sources, then the room there is; then begins a job. A second request like the first makes second images. */
export function createImage(call: Call, ims: Ims): Answer {
	const { core, accounts } = ims;
	const projectId = ims.projectOf(call);
	const request = readObject<CreateRequest>(call.body, createShape);
	const kind = readKind(request);
	checkTexts(request, kind, ims);
	checkKind(request, kind, core);
	const blueprints = draftImages(kind, { request, region: accounts.regionOf(projectId), core });
	checkKey(request, core);
	checkNamesAreFree(
		blueprints.map(({ name }) => name),
		projectId,
		ims,
	);
	checkRoom(projectId, blueprints.length, ims);
	const job = startJob(kind, blueprints, projectId, ims);
	return { status: 200, body: { job_id: job.id } };
}

function checkTexts(request: CreateRequest, kind: RequestKind, { core }: Ims): void {
	const elements = request.data_images ?? [];
	if (kind !== "dataVolumes" || request.name) checkName(request.name);
	if (kind === "dataVolumes") for (const { name } of elements) checkName(name ?? request.name);
	for (const { name } of elements) if (name) checkName(name);
	for (const { description } of [request, ...elements]) checkDescription(description);
	for (const tagged of [request, ...elements]) readRequestTags(tagged, core);
	checkMemory(request.min_ram, request.max_ram);
	checkEnterpriseProject(request.enterprise_project_id, core);
}

/** That names are unique is said nowhere, yet there is an error for it: hence a setting, off by default. */
export function checkNamesAreFree(names: readonly string[], projectId: string, { core, images }: Ims): void {
	if (!core.settings.values.uniqueImageNames) return;
	const taken = [...images.ofProject(projectId).map(({ record }) => record.name), ...names];
	if (names.some((name) => taken.indexOf(name) < taken.lastIndexOf(name))) throw refuseByIms("0009");
}

function checkRoom(projectId: string, wanted: number, { core, images, jobs }: Ims): void {
	const { imageQuota, taskLimit } = core.settings.values;
	if (imageQuota !== null && images.ofProject(projectId).length + wanted > imageQuota) throw refuseByIms("0015");
	if (taskLimit !== null && jobs.countRunning(projectId) >= taskLimit) throw refuseByIms("0060");
}
