import type { Answer, Call } from "../gateway/operation";
import { cutPage } from "../modelarts/page";
import { compareRecords } from "../modelarts/sort-records";
import { readNotebookQuery } from "./list-query";
import type { NotebookQuery } from "./list-query";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { listBillingItems } from "./show-notebook";

/** The caller's own ones; `ofAll`: those of everybody in the project. */
export function listNotebooks(call: Call, notebooks: Notebooks, ofAll: boolean): Answer {
	const { core, store, refusals } = notebooks;
	const { values } = core.settings;
	const query = readNotebookQuery(call.query, refusals, values.notebookPageSizes);
	const workspaceId = query.workspaceId ?? values.listDefaultWorkspace;
	const found = store
		.living(call.params["project_id"] ?? "")
		.filter(({ record }) => ofAll || record.user.id === call.caller.userId)
		.filter(({ record }) => workspaceId === null || record.workspace_id === workspaceId)
		.filter(isWanted(query))
		.sort(compareRecords(query))
		.map((notebook) => notebooks.show(notebook));
	const { notebookListPageMax: most, firstNotebookPage: firstPage } = values;
	return { status: 200, body: cutPage(found, { ...query, most, firstPage }) };
}

function isWanted(query: NotebookQuery): (notebook: Notebook) => boolean {
	const fits = (wanted: string | null, value: unknown) => wanted === null || wanted === value;
	return ({ id, record }) =>
		fits(query.id, id) &&
		fits(query.feature, record.feature) &&
		(query.name === null || record.name.includes(query.name)) &&
		fits(query.poolId, record.pool?.id) &&
		fits(query.owner, record.user.id) &&
		fits(query.status, record.status) &&
		fits(query.flavor, record.flavor) &&
		fits(query.imageId, record.image["id"]) &&
		fitsBilling(record, query.billing) &&
		query.tags.every(([key, value]) =>
			record.tags.some((tag) => tag.key === key && (value === undefined || tag.value === value)),
		);
}

/** `ALL`: what is charged in every way there is. */
function fitsBilling(record: Notebook["record"], wanted: string | null): boolean {
	const items = listBillingItems(record);
	return wanted === null || (wanted === "ALL" ? items.length === 2 : items.includes(wanted));
}
