import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import type { Notebooks } from "./notebooks";
import { tagsSchema } from "./request-schemas";
import type { TagsRequest } from "./request-types";

const keyForm = /^(?!_sys_|\s)[\p{L}\p{N} _.:=+\-@]{1,128}(?<!\s)$/u;
const valueForm = /^[\p{L}\p{N} _.:/=+\-@]{0,255}$/u;

/** Adds tags, in any status; an existing key gets the new value. */
export function createNotebookTags(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, errors } = notebooks;
	const { record } = notebooks.get(request);
	const added = readTags(request, notebooks, true).map(({ key, value = "" }) => ({ key, value }));
	const kept = record.tags.filter((tag) => added.every(({ key }) => key !== tag.key));
	const merged = [...kept, ...new Map(added.map((tag) => [tag.key, tag])).values()];
	const { notebookTagLimit } = core.settings.values;
	if (notebookTagLimit !== null && merged.length > notebookTagLimit) throw errors.create("6336", "tags");
	record.tags = merged;
	return { status: 204 };
}

/** Deletes tags; a missing tag, or one with another value than the given one, is ignored. */
export function deleteNotebookTags(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { record } = notebooks.get(request);
	const removed = readTags(request, notebooks, false);
	const isMatch = (tag: { key: string; value: string }) =>
		removed.some(({ key, value }) => key === tag.key && (value ?? tag.value) === tag.value);
	record.tags = record.tags.filter((tag) => !isMatch(tag));
	return { status: 204 };
}

/** Lists all tags of the project's notebooks, values by key, optionally of one workspace. */
export function showNotebookTags({ params, query }: OperationRequest, { store }: Notebooks): HttpResponse {
	const workspaceId = query.get("workspace_id");
	const values = new Map<string, Set<string>>();
	for (const { record } of store.listExisting(params["project_id"] ?? "")) {
		if (workspaceId !== null && record.workspace_id !== workspaceId) continue;
		for (const { key, value } of record.tags) values.set(key, (values.get(key) ?? new Set()).add(value));
	}
	return { status: 200, body: { tags: [...values].map(([key, found]) => ({ key, values: [...found] })) } };
}

function readTags(
	{ body }: OperationRequest,
	{ core, errors }: Notebooks,
	valueRequired: boolean,
): TagsRequest["tags"] {
	const { refuseUnknownFields } = core.settings.values;
	const { tags } = readBody<TagsRequest>(body, tagsSchema(valueRequired), errors, refuseUnknownFields);
	for (const { key, value } of tags) {
		if (!keyForm.test(key)) throw errors.create("6336", "key");
		if (!valueForm.test(value ?? "")) throw errors.create("6336", "value");
	}
	return tags;
}
