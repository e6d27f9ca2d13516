import type { RequestOptions } from "../../services/http/operation";
import type { Services } from "../../services/services";
import { isNotebookNotFound, type NotebookResponse } from "../../services/modelarts/notebooks";
import type { MountResponse } from "../../services/modelarts/notebook-mounts";
import { readPartUntilVisible } from "../../services/read-until-visible";
import { readOrDeleted } from "../../services/read-or-deleted";
import { createListSource } from "../../lifecycle/polling/list-source";

/** Looks at a notebook; one that is gone is `DELETED`. */
export function get(id: string, options: RequestOptions & { readonly services: Services }): Promise<NotebookResponse> {
	const { services, ...call } = options;
	return readOrDeleted(
		id,
		{ get: () => services.notebooks.showNotebook(id, call), isNotFound: isNotebookNotFound },
		options,
	);
}

/** What is mounted on a notebook. One that was created a moment ago may not be shown yet. */
export function getMounts(
	id: string,
	options: RequestOptions & { readonly services: Services },
): Promise<MountResponse[]> {
	const { services, ...call } = options;
	return readPartUntilVisible(id, () => services.notebookMounts.listMounts(id, call), isNotebookNotFound, options);
}

/** Whoever waits for a notebook, or reads one. */
export const notebooks = createListSource({
	one: (services: Services, id, limits) => get(id, { ...limits, services }),
	all: ({ notebooks }, workspaceId, limits) => notebooks.listNotebooks({ workspace_id: workspaceId }, limits),
	pageSize: ({ notebooks }, workspaceId) => notebooks.pageSizeOf({ workspace_id: workspaceId }),
});
