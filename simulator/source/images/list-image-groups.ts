import { toUuid } from "../random";
import type { Answer, Call } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import type { CustomImageRecord } from "./image";
import { fitsName } from "./list-image";
import { readImageQuery } from "./list-query";

/** One line for each name in a namespace, with the number of its tags. */
export function listImageGroups(call: Call, images: CustomImages): Answer {
	const { store, refusals } = images;
	const query = readImageQuery(call.query, refusals);
	const groups = new Map<string, CustomImageRecord[]>();
	for (const { record } of [...store.living(call.params["project_id"] ?? ""), ...store.listBuiltIns()]) {
		const { namespace, name } = record;
		const isWanted =
			fitsName(name, query) &&
			(query.namespace === null || query.namespace === namespace) &&
			(query.type === null || query.type === record.type) &&
			(record.type === "BUILD_IN" || record.workspace_id === query.workspaceId);
		const key = `${namespace}/${name}`;
		if (isWanted) groups.set(key, [...(groups.get(key) ?? []), record]);
	}
	const shown = [...groups].map(([path, records]) => showGroup(path, records));
	return { status: 200, body: { ...images.cutPage(shown, query), is_swr_enterprise: false } };
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
