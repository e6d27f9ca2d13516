import type { Answer, Call } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { canSwitch, checkFlavor } from "./flavors";
import { checkEndpoints, resolveImage } from "./image-rules";
import { fillEndpoints } from "./make-notebook";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { updateShape } from "./request-shapes";
import type { UpdateRequest } from "./request-types";
import { checkGrowth } from "./volume-rules";

/** Changes what the body names, and nothing if any of it is wrong. */
export function updateNotebook(call: Call, notebooks: Notebooks): Answer {
	const { core, refusals, timeline } = notebooks;
	const notebook = notebooks.find(call);
	const { refuseUnknownFields, lockedNotebookParameters } = core.settings.values;
	const request = readBody<UpdateRequest>(call.body, updateShape, refusals, refuseUnknownFields);
	const { record } = notebook;
	const { status } = record;
	checkCharacters(`${request.name ?? ""}${request.description ?? ""}`, refusals);
	const locked = (lockedNotebookParameters[status] ?? []).find((name) => isGiven(request, name));
	if (locked !== undefined) throw refusals.refuse("6347", status, locked);
	const { flavor, storage_new_size: size } = request;
	if (typeof flavor === "string") checkNewFlavor(notebook, flavor, notebooks);
	if (typeof size === "number") checkGrowth(notebook, size, core, refusals);
	const image = request.image_id ? resolveImage(request.image_id, notebook.projectId, notebooks) : record.image;
	const endpoints = request.endpoints ? fillEndpoints(request.endpoints) : record.endpoints;
	if (request.endpoints || request.image_id) checkEndpoints(endpoints, image, notebooks);

	record.name = request.name ?? record.name;
	record.description = request.description ?? record.description;
	record.flavor = flavor ?? record.flavor;
	Object.assign(record, { image, endpoints, hooks: request.hooks ?? record.hooks });
	if (typeof size === "number" && size !== record.volume.capacity) timeline.planGrowth(notebook, size);
	record.update_at = core.shownNow();
	return notebooks.answer(notebooks.show(notebook));
}

function isGiven(request: UpdateRequest, name: string): boolean {
	const value = (request as Readonly<Record<string, unknown>>)[name];
	return value !== undefined && value !== null;
}

function checkNewFlavor({ id, record }: Notebook, flavor: string, { core, refusals }: Notebooks): void {
	if (flavor === record.flavor) return;
	const { flavors } = core.settings.values;
	const known = flavors ? flavors.includes(flavor) : flavor.startsWith("modelarts.");
	if (known && !canSwitch(record.flavor, flavor)) throw refusals.refuse("6792", id, flavor);
	checkFlavor(flavor, record.feature, core, refusals);
}
