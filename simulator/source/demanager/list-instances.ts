import type { Answer, Call } from "../gateway/operation";
import { isDeleted } from "../objects/project-store";
import type { Demanager } from "./demanager";
import type { Instance } from "./instance";
import { readListQuery } from "./list-query";
import type { ListQuery } from "./list-query";

/** `total_count` is counted before the page is cut (not documented). */
export function listInstances({ query, params, caller }: Call, demanager: Demanager): Answer {
	const { core, store, refusals } = demanager;
	const wanted = readListQuery(query, refusals);
	const { listDeleted, listDefaultWorkspace, listPageMax, totalCountAsText } = core.settings.values;
	const workspace = wanted.workspaceId ?? listDefaultWorkspace;
	const found = store
		.ofProject(params["project_id"] ?? "")
		.filter((instance) => listDeleted || !isDeleted(instance))
		.filter(({ record }) => workspace === null || record.workspace.id === workspace)
		.filter(({ record }) => !wanted.onlyOwn || record.user.id === caller.userId)
		.filter(({ record }) => wanted.status === null || record.status === wanted.status)
		.filter(({ record }) => wanted.aiProject === null || record.ai_project.id === wanted.aiProject)
		.filter(({ record }) => wanted.poolId === null || record.pool?.["id"] === wanted.poolId)
		.sort(compareBy(wanted));
	const most = Math.min(wanted.limit || Infinity, listPageMax ?? Infinity);
	const page = found.slice(wanted.offset, wanted.offset + most);
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
