import { toUuid } from "../random";
import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import type { CustomImageRecord } from "./image";
import { matchesName } from "./list-image";
import { readImageQuery } from "./list-query";

/** Lists one group for each name in a namespace, with the number of its tags. */
export function listImageGroups(request: OperationRequest, images: CustomImages): HttpResponse {
	const { store, errors } = images;
	const query = readImageQuery(request.query, errors);
	const groups = new Map<string, CustomImageRecord[]>();
	for (const { record } of [...store.listExisting(request.params["project_id"] ?? ""), ...store.listBuiltIns()]) {
		const { namespace, name } = record;
		const matchesQuery =
			matchesName(name, query) &&
			(query.namespace === null || query.namespace === namespace) &&
			(query.type === null || query.type === record.type) &&
			(record.type === "BUILD_IN" || record.workspace_id === query.workspaceId);
		const key = `${namespace}/${name}`;
		if (matchesQuery) groups.set(key, [...(groups.get(key) ?? []), record]);
	}
	const shown = [...groups].map(([path, records]) => showGroup(path, records));
	return { status: 200, body: { ...images.paginate(shown, query), is_swr_enterprise: false } };
}

function showGroup(path: string, records: readonly CustomImageRecord[]): Record<string, unknown> {
	const { name, namespace } = records[0]!;
	const times = (field: "create_at" | "update_at") => records.flatMap((record) => record[field] ?? []);
	const [created, updated] = [times("create_at"), times("update_at")];
	return {
		id: toUuid(path),
		name,
		namespace,
		...(created.length > 0 && { create_at: Math.min(...created) }),
		...(updated.length > 0 && { update_at: Math.max(...updated) }),
		version_count: records.length,
	};
}
