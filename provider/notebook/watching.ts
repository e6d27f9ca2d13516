import type { CallOptions } from "../cloud/call";
import type { Cloud } from "../cloud/cloud";
import { isNotebookGone, type Notebook, PAGE_SIZE } from "../cloud/notebooks";
import type { Context } from "../lifecycle";
import { perOwner } from "../waiting/per-owner";
import { Reader } from "../waiting/reader";
import { type Limits, type Overview, Watcher } from "../waiting/watcher";

/** Looks at a notebook; one that is gone is `DELETED`. */
export async function look(id: string, { cloud, ...options }: CallOptions & Pick<Context, "cloud">): Promise<Notebook> {
	try {
		return await cloud.notebooks.showNotebook(id, options);
	} catch (error) {
		if (isNotebookGone(error)) return { id, status: "DELETED" };
		throw error;
	}
}

/** Whoever waits for a notebook of this workspace: one list shows all that this user made. */
export function watchNotebooks(workspaceId: string | undefined, { cloud }: Pick<Context, "cloud">): Watcher<Notebook> {
	return watcherOf(cloud, workspaceId ?? "0");
}

const watcherOf = perOwner(
	(cloud: Cloud, workspaceId) =>
		new Watcher<Notebook>(
			{
				one: (id, limits) => look(id, { ...limits, cloud, isPoll: true }),
				many: (_waiting, limits) => list(cloud, workspaceId, limits, true),
			},
			cloud,
		),
);

/** Whoever reads a notebook of this workspace. */
export function readNotebooks(workspaceId: string | undefined, { cloud }: Pick<Context, "cloud">): Reader<Notebook> {
	return readerOf(cloud, workspaceId ?? "0");
}

const readerOf = perOwner(
	(cloud: Cloud, workspaceId) =>
		new Reader<Notebook>(
			{
				one: (id, limits) => look(id, { ...limits, cloud }),
				all: (limits) => list(cloud, workspaceId, limits),
			},
			cloud,
		),
);

async function list(
	{ notebooks }: Cloud,
	workspaceId: string,
	limits: Limits,
	isPoll = false,
): Promise<Overview<Notebook>> {
	const found = await notebooks.listNotebooks({ workspace_id: workspaceId }, { ...limits, isPoll });
	return {
		seen: new Map(found.map((notebook) => [notebook.id, notebook])),
		requests: Math.ceil((found.length + 1) / PAGE_SIZE),
	};
}
