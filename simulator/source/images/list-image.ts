import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import type { CustomImage } from "./image";
import { readImageQuery } from "./list-query";
import type { ImageQuery } from "./list-query";
import { compareRecords } from "../modelarts/sort-records";

/**
 * Lists the project's own images of one workspace (default 0), and the built-in images, which are in every workspace.
 */
export function listImage(request: OperationRequest, images: CustomImages): HttpResponse {
	const { core, store, errors } = images;
	const query = withDefaults(readImageQuery(request.query, errors), core.settings.values.customImageListDefaults);
	const found = [...store.listExisting(request.params["project_id"] ?? ""), ...store.listBuiltIns()]
		.filter(matchesQuery(query))
		.sort(compareRecords(query));
	return { status: 200, body: images.paginate(found.map(showListed(images)), query) };
}

/** Huawei's SDK gives two filters a default that the documents' own example contradicts. */
function withDefaults(query: ImageQuery, defaults: "none" | "sdk"): ImageQuery {
	if (defaults === "none") return query;
	return { ...query, type: query.type ?? "BUILD_IN", serviceType: query.serviceType ?? "UNKNOWN" };
}

export function matchesName(name: string, expected: Pick<ImageQuery, "name" | "fuzzy">): boolean {
	if (expected.name === null) return true;
	return expected.fuzzy ? name.includes(expected.name) : name === expected.name;
}

function matchesQuery(query: ImageQuery): (image: CustomImage) => boolean {
	const matches = (expected: string | null, value: unknown) => expected === null || expected === value;
	return ({ record }) =>
		matchesName(record.name, query) &&
		matches(query.namespace, record.namespace) &&
		matches(query.serviceType, record.service_type) &&
		matches(query.type, record.type) &&
		matches(query.showName, record["show_name"]) &&
		matches(query.showTag, record["show_tag"]) &&
		(record.type === "BUILD_IN" || record.workspace_id === query.workspaceId);
}

/** The supported categories are documented for single images only. */
function showListed(images: CustomImages): (image: CustomImage) => Record<string, unknown> {
	return (image) => {
		const { support_res_categories, ...shown } = images.show(image);
		return shown;
	};
}
