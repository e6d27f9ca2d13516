import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { makeImage, determineSize } from "../images/make-image";
import { checkDuplicate, planCreation } from "../images/register-image";
import { checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { getForAction } from "./get-notebook";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { saveImageSchema } from "./request-schemas";
import type { SaveImageRequest } from "./request-types";

/** Saves a running notebook as an image of the registry; the notebook is SNAPSHOTTING meanwhile. */
export function createNotebookImage(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, errors, images, accounts } = notebooks;
	const notebook = getForAction("useRunning", request, notebooks);
	const { imageNeedsName, refuseUnknownFields } = core.settings.values;
	const body = readBody<SaveImageRequest>(request.body, saveImageSchema(imageNeedsName), errors, refuseUnknownFields);
	checkWorkspace(body.workspace_id ?? "0", core, errors);
	const path = namePath(body, notebook, notebooks);
	const swrPath = `swr.${accounts.getRegion(notebook.projectId)}.example.com/${path.namespace}/${path.name}:${path.tag}`;
	checkDuplicate(swrPath, notebook.projectId, images);
	const { description, workspace_id, swr_instance_id } = body;
	const own = { swr_path: swrPath, description, workspace_id, swr_instance_id, origin: "IMAGE_SAVE" };
	const image = makeImage(core, notebook.projectId, { ...own, ...inherit(notebook) }, path);
	const size = determineSize(core, swrPath);
	const end = planCreation(image, images, core.drawDuration("createNotebookImage"), "INIT", { size });
	if (image.steps.length > 0) delete image.record["size"];
	images.store.add(image);
	notebooks.timeline.planSnapshot(notebook, end);
	return notebooks.createResponse(images.show(image));
}

/** Names the image; omitted parts have defaults. */
function namePath({ name, namespace, tag }: SaveImageRequest, { record }: Notebook, { core }: Notebooks) {
	return {
		namespace: namespace ?? "notebooks",
		name: name ?? record.name.toLowerCase(),
		tag: tag ?? new Date(core.shownNow()).toISOString().replace(/\D/g, "").slice(0, 14),
	};
}

/** The new image supports what the notebook's own image supports. */
function inherit({ record: { image } }: Notebook) {
	const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : undefined);
	return {
		arch: typeof image["arch"] === "string" ? image["arch"].toUpperCase() : undefined,
		services: list(image["dev_services"]),
		resource_category: list(image["resource_categories"]),
	};
}
