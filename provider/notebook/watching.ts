import type { CallOptions } from "../cloud/call";
import type { Cloud } from "../cloud/cloud";
import { isNotebookGone, type Notebook, PAGE_SIZE } from "../cloud/notebooks";
import { followListed, type ListedCalls } from "../waiting/listed";

/** Looks at a notebook; one that is gone is `DELETED`. */
export async function look(
	id: string,
	{ cloud, ...options }: CallOptions & { readonly cloud: Cloud },
): Promise<Notebook> {
	try {
		return await cloud.notebooks.showNotebook(id, options);
	} catch (error) {
		if (isNotebookGone(error)) return { id, status: "DELETED" };
		throw error;
	}
}

const list: ListedCalls<Cloud, Notebook>["all"] = ({ notebooks }, workspaceId, limits) =>
	notebooks.listNotebooks({ workspace_id: workspaceId }, limits);

/** Whoever waits for a notebook, or reads one. */
export const notebooks = followListed({
	one: (cloud: Cloud, id, limits) => look(id, { ...limits, cloud }),
	mine: list,
	all: list,
	pageSize: PAGE_SIZE,
});
