import type { CallOptions } from "../../services/http/operation";
import type { Cloud } from "../../services/services";
import { isNotebookGone, type Notebook } from "../../services/modelarts/notebooks";
import { orDeleted } from "../../services/read-or-deleted";
import { followListed } from "../../lifecycle/polling/list-source";

/** Looks at a notebook; one that is gone is `DELETED`. */
export function look(id: string, options: CallOptions & { readonly cloud: Cloud }): Promise<Notebook> {
	const { cloud, ...call } = options;
	return orDeleted(id, { ask: () => cloud.notebooks.showNotebook(id, call), isGone: isNotebookGone }, options);
}

/** Whoever waits for a notebook, or reads one. */
export const notebooks = followListed({
	one: (cloud: Cloud, id, limits) => look(id, { ...limits, cloud }),
	all: ({ notebooks }, workspaceId, limits) => notebooks.listNotebooks({ workspace_id: workspaceId }, limits),
	pageSize: ({ notebooks }, workspaceId) => notebooks.pageSizeOf({ workspace_id: workspaceId }),
});
