import type { RequestOptions } from "../../services/http/operation";
import type { Services } from "../../services/services";
import { type InstanceResponse, isNotFound, PAGE_SIZE } from "../../services/modelarts/instances";
import { readOrDeleted } from "../../services/read-or-deleted";
import { createListSource } from "../../lifecycle/polling/list-source";

/** Looks at an instance; one that is gone is `DELETED`. */
export function get(id: string, options: RequestOptions & { readonly services: Services }): Promise<InstanceResponse> {
	const { services, ...call } = options;
	return readOrDeleted(id, { get: () => services.demanager.getInstance(id, call), isNotFound }, options);
}

/** Whoever waits for an instance, or reads one. */
export const instances = createListSource({
	one: (services: Services, id, limits) => get(id, { ...limits, services }),
	mine: ({ demanager }, workspaceId, limits) =>
		demanager.listInstances({ show_self: true, workspace_id: workspaceId }, limits),
	all: ({ demanager }, workspaceId, limits) =>
		demanager.listInstances({ show_self: false, workspace_id: workspaceId }, limits),
	pageSize: () => PAGE_SIZE,
});
