import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { paginate } from "../modelarts/paginate";
import { compareRecords } from "../modelarts/sort-records";
import { readNotebookQuery } from "./list-query";
import type { NotebookQuery } from "./list-query";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { listBillingItems } from "./show-notebook";

/** Lists the caller's notebooks; with `includeOthers` those of all users of the project. */
export function listNotebooks(request: OperationRequest, notebooks: Notebooks, includeOthers: boolean): HttpResponse {
	const { core, store, errors } = notebooks;
	const { values } = core.settings;
	const query = readNotebookQuery(request.query, errors, values.notebookPageSizes);
	const workspaceId = query.workspaceId ?? values.listDefaultWorkspace;
	const found = store
		.listExisting(request.params["project_id"] ?? "")
		.filter(({ record }) => includeOthers || record.user.id === request.caller.userId)
		.filter(({ record }) => workspaceId === null || record.workspace_id === workspaceId)
		.filter(matchesQuery(query))
		.sort(compareRecords(query))
		.map((notebook) => notebooks.show(notebook));
	const { notebookListPageMax: maxSize, firstNotebookPage: firstPage } = values;
	return { status: 200, body: paginate(found, { ...query, maxSize, firstPage }) };
}

function matchesQuery(query: NotebookQuery): (notebook: Notebook) => boolean {
	const matches = (expected: string | null, value: unknown) => expected === null || expected === value;
	return ({ id, record }) =>
		matches(query.id, id) &&
		matches(query.feature, record.feature) &&
		(query.name === null || record.name.includes(query.name)) &&
		matches(query.poolId, record.pool?.id) &&
		matches(query.owner, record.user.id) &&
		matches(query.status, record.status) &&
		matches(query.flavor, record.flavor) &&
		matches(query.imageId, record.image["id"]) &&
		matchesBilling(record, query.billing) &&
		query.tags.every(([key, value]) =>
			record.tags.some((tag) => tag.key === key && (value === undefined || tag.value === value)),
		);
}

/** `ALL` matches notebooks that are charged for both storage and compute. */
function matchesBilling(record: Notebook["record"], expected: string | null): boolean {
	const items = listBillingItems(record);
	return expected === null || (expected === "ALL" ? items.length === 2 : items.includes(expected));
}
