import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { isDeleted } from "../objects/project-store";
import type { Demanager } from "./demanager";
import type { Instance } from "./instance";
import { readListQuery } from "./list-query";
import type { ListQuery } from "./list-query";

/** `total_count` is counted before the page is cut (not documented). */
export function listInstances({ query, params, caller }: OperationRequest, demanager: Demanager): HttpResponse {
	const { core, store, errors } = demanager;
	const listQuery = readListQuery(query, errors);
	const { listDeleted, listDefaultWorkspace, listPageMax, totalCountAsText } = core.settings.values;
	const workspace = listQuery.workspaceId ?? listDefaultWorkspace;
	const found = store
		.listOfProject(params["project_id"] ?? "")
		.filter((instance) => listDeleted || !isDeleted(instance))
		.filter(({ record }) => workspace === null || record.workspace.id === workspace)
		.filter(({ record }) => !listQuery.onlyOwn || record.user.id === caller.userId)
		.filter(({ record }) => listQuery.status === null || record.status === listQuery.status)
		.filter(({ record }) => listQuery.aiProject === null || record.ai_project.id === listQuery.aiProject)
		.filter(({ record }) => listQuery.poolId === null || record.pool?.["id"] === listQuery.poolId)
		.sort(compareBy(listQuery));
	const pageSize = Math.min(listQuery.limit || Infinity, listPageMax ?? Infinity);
	const page = found.slice(listQuery.offset, listQuery.offset + pageSize);
	return {
		status: 200,
		body: {
			total_count: totalCountAsText ? String(found.length) : found.length,
			instances: page.map((instance) => demanager.show(instance)),
		},
	};
}

function compareBy({ sortby, descending }: ListQuery): (a: Instance, b: Instance) => number {
	const sign = descending ? -1 : 1;
	return ({ record: a }, { record: b }) => {
		const [left, right] =
			sortby === "name" ? [a.name, b.name] : [Number(a.creation_timestamp), Number(b.creation_timestamp)];
		return sign * (left < right ? -1 : left > right ? 1 : 0);
	};
}
