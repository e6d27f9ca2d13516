import type { CallOptions } from "../../services/http/operation";
import type { Cloud } from "../../services/services";
import { type Instance, isGone, PAGE_SIZE } from "../../services/modelarts/instances";
import { orDeleted } from "../../services/read-or-deleted";
import { followListed } from "../../lifecycle/polling/list-source";

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
