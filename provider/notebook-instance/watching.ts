import type { CallOptions } from "../cloud/call";
import type { Cloud } from "../cloud/cloud";
import { type Instance, isGone, type ListInstancesQuery, PAGE_SIZE } from "../cloud/demanager";
import type { Context } from "../lifecycle";
import { perOwner } from "../waiting/per-owner";
import { Reader } from "../waiting/reader";
import { type Limits, type Overview, Watcher } from "../waiting/watcher";

/** Looks at an instance; one that is gone is `DELETED`. */
export async function look(id: string, { cloud, ...options }: CallOptions & Pick<Context, "cloud">): Promise<Instance> {
	try {
		return await cloud.demanager.getInstance(id, options);
	} catch (error) {
		if (isGone(error)) return { id, status: "DELETED" };
		throw error;
	}
}

/** Whoever waits for an instance of this workspace: one list shows all that this user made. */
export function watchInstances(workspaceId: string | undefined, { cloud }: Pick<Context, "cloud">): Watcher<Instance> {
	return watcherOf(cloud, workspaceId ?? "0");
}

const watcherOf = perOwner(
	(cloud: Cloud, workspaceId) =>
		new Watcher<Instance>(
			{
				one: (id, limits) => look(id, { ...limits, cloud }),
				many: (_waiting, limits) => list(cloud, { show_self: true, workspace_id: workspaceId }, limits),
			},
			cloud,
		),
);

/** Whoever reads an instance of this workspace, whoever made it. */
export function readInstances(workspaceId: string | undefined, { cloud }: Pick<Context, "cloud">): Reader<Instance> {
	return readerOf(cloud, workspaceId ?? "0");
}

const readerOf = perOwner(
	(cloud: Cloud, workspaceId) =>
		new Reader<Instance>(
			{
				one: (id, limits) => look(id, { ...limits, cloud }),
				all: (limits) => list(cloud, { show_self: false, workspace_id: workspaceId }, limits),
			},
			cloud,
		),
);

async function list({ demanager }: Cloud, query: ListInstancesQuery, limits: Limits): Promise<Overview<Instance>> {
	const found = await demanager.listInstances(query, limits);
	return {
		seen: new Map(found.map((instance) => [instance.id, instance])),
		requests: Math.ceil((found.length + 1) / PAGE_SIZE),
	};
}
