import type { CallOptions } from "../cloud/call";
import type { Cloud } from "../cloud/cloud";
import { type Instance, isGone, PAGE_SIZE } from "../cloud/demanager";
import { orDeleted } from "../cloud/or-deleted";
import { followListed } from "../waiting/listed";

/** Looks at an instance; one that is gone is `DELETED`. */
export function look(id: string, options: CallOptions & { readonly cloud: Cloud }): Promise<Instance> {
	const { cloud, ...call } = options;
	return orDeleted(id, { ask: () => cloud.demanager.getInstance(id, call), isGone }, options);
}

/** Whoever waits for an instance, or reads one. */
export const instances = followListed({
	one: (cloud: Cloud, id, limits) => look(id, { ...limits, cloud }),
	mine: ({ demanager }, workspaceId, limits) =>
		demanager.listInstances({ show_self: true, workspace_id: workspaceId }, limits),
	all: ({ demanager }, workspaceId, limits) =>
		demanager.listInstances({ show_self: false, workspace_id: workspaceId }, limits),
	pageSize: () => PAGE_SIZE,
});
