import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { Caller } from "../iam/identities";
import { checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { checkFlavor } from "./flavors";
import { checkEndpoints, resolveImage } from "./image-rules";
import { checkLease } from "./lease";
import { makeNotebook, readLease } from "./make-notebook";
import type { Notebooks } from "./notebooks";
import { createSchema } from "./request-schemas";
import type { CreateRequest } from "./request-types";
import { checkVolume } from "./volume-rules";

/** Validates the request and starts the create; names need not be unique. */
export function createNotebook(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, store, timeline, errors } = notebooks;
	const projectId = request.params["project_id"] ?? "";
	const body = readBody<CreateRequest>(request.body, createSchema, errors, core.settings.values.refuseUnknownFields);
	const feature = body.feature?.toUpperCase() ?? "NOTEBOOK";
	checkCharacters(`${body.name}${body.description ?? ""}`, errors);
	checkVolume(body.volume, core, errors);
	checkLease(readLease(body), core, errors);
	checkWorkspace(body.workspace_id ?? "0", core, errors);
	checkQuota(feature, projectId, request.caller, notebooks);
	checkFlavor(body.flavor, feature, core, errors);
	const image = resolveImage(body.image_id, projectId, notebooks);
	checkEndpoints(body.endpoints ?? [], image, notebooks);
	const notebook = makeNotebook(body, image, projectId, request.caller, notebooks);
	timeline.planCreate(notebook);
	store.add(notebook);
	return notebooks.createResponse(notebooks.show(notebook));
}

/** The free feature allows one notebook per user; the error code for a second one is inferred. */
function checkQuota(feature: string, projectId: string, { userId }: Caller, { core, store, errors }: Notebooks) {
	const { notebookQuota, quotaCode } = core.settings.values;
	const existing = store.listExisting(projectId);
	const hasFree = existing.some(({ record }) => record.feature === "DEFAULT" && record.user.id === userId);
	if (feature === "DEFAULT" && hasFree) throw errors.create("6302");
	if (notebookQuota !== null && existing.length >= notebookQuota) throw errors.create(quotaCode, "notebook instances");
}
