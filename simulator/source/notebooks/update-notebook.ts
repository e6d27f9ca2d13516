import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { canSwitch, checkFlavor } from "./flavors";
import { checkEndpoints, resolveImage } from "./image-rules";
import { fillEndpoints } from "./make-notebook";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { updateSchema } from "./request-schemas";
import type { UpdateRequest } from "./request-types";
import { checkGrowth } from "./volume-rules";

/** Changes what the body names, and nothing if any of it is wrong. */
export function updateNotebook(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, errors, timeline } = notebooks;
	const notebook = notebooks.get(request);
	const { refuseUnknownFields, lockedNotebookParameters } = core.settings.values;
	const body = readBody<UpdateRequest>(request.body, updateSchema, errors, refuseUnknownFields);
	const { record } = notebook;
	const { status } = record;
	checkCharacters(`${body.name ?? ""}${body.description ?? ""}`, errors);
	const locked = (lockedNotebookParameters[status] ?? []).find((name) => isGiven(body, name));
	if (locked !== undefined) throw errors.create("6347", status, locked);
	const { flavor, storage_new_size: size } = body;
	if (typeof flavor === "string") checkNewFlavor(notebook, flavor, notebooks);
	if (typeof size === "number") checkGrowth(notebook, size, core, errors);
	const image = body.image_id ? resolveImage(body.image_id, notebook.projectId, notebooks) : record.image;
	const endpoints = body.endpoints ? fillEndpoints(body.endpoints) : record.endpoints;
	if (body.endpoints || body.image_id) checkEndpoints(endpoints, image, notebooks);

	record.name = body.name ?? record.name;
	record.description = body.description ?? record.description;
	record.flavor = flavor ?? record.flavor;
	Object.assign(record, { image, endpoints, hooks: body.hooks ?? record.hooks });
	if (typeof size === "number" && size !== record.volume.capacity) timeline.planGrowth(notebook, size);
	record.update_at = core.shownNow();
	return notebooks.createResponse(notebooks.show(notebook));
}

function isGiven(body: UpdateRequest, name: string): boolean {
	const value = (body as Readonly<Record<string, unknown>>)[name];
	return value !== undefined && value !== null;
}

function checkNewFlavor({ id, record }: Notebook, flavor: string, { core, errors }: Notebooks): void {
	if (flavor === record.flavor) return;
	const { flavors } = core.settings.values;
	const known = flavors ? flavors.includes(flavor) : flavor.startsWith("modelarts.");
	if (known && !canSwitch(record.flavor, flavor)) throw errors.create("6792", id, flavor);
	checkFlavor(flavor, record.feature, core, errors);
}
