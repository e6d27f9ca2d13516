import type { Answer, Call } from "../gateway/operation";
import type { Caller } from "../iam/identities";
import { checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { checkFlavor } from "./flavors";
import { checkEndpoints, resolveImage } from "./image-rules";
import { checkLease } from "./lease";
import { makeNotebook, readLease } from "./make-notebook";
import type { Notebooks } from "./notebooks";
import { createShape } from "./request-shapes";
import type { CreateRequest } from "./request-types";
import { checkVolume } from "./volume-rules";

/** Begins to create; names may be taken already. */
export function createNotebook(call: Call, notebooks: Notebooks): Answer {
	const { core, store, timeline, refusals } = notebooks;
	const projectId = call.params["project_id"] ?? "";
	const request = readBody<CreateRequest>(call.body, createShape, refusals, core.settings.values.refuseUnknownFields);
	const feature = request.feature?.toUpperCase() ?? "NOTEBOOK";
	checkCharacters(`${request.name}${request.description ?? ""}`, refusals);
	checkVolume(request.volume, core, refusals);
	checkLease(readLease(request), core, refusals);
	checkWorkspace(request.workspace_id ?? "0", core, refusals);
	checkQuota(feature, projectId, call.caller, notebooks);
	checkFlavor(request.flavor, feature, core, refusals);
	const image = resolveImage(request.image_id, projectId, notebooks);
	checkEndpoints(request.endpoints ?? [], image, notebooks);
	const notebook = makeNotebook(request, image, projectId, call.caller, notebooks);
	timeline.planCreate(notebook);
	store.add(notebook);
	return notebooks.answer(notebooks.show(notebook));
}

/** The free feature gives one notebook to each user; the code for a second one is inferred. */
function checkQuota(feature: string, projectId: string, { userId }: Caller, { core, store, refusals }: Notebooks) {
	const { notebookQuota, quotaCode } = core.settings.values;
	const living = store.living(projectId);
	const hasFree = living.some(({ record }) => record.feature === "DEFAULT" && record.user.id === userId);
	if (feature === "DEFAULT" && hasFree) throw refusals.refuse("6302");
	if (notebookQuota !== null && living.length >= notebookQuota) throw refusals.refuse(quotaCode, "notebook instances");
}
