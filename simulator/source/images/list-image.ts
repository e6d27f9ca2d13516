import type { Answer, Call } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import type { CustomImage } from "./image";
import { readImageQuery } from "./list-query";
import type { ImageQuery } from "./list-query";
import { compareRecords } from "../modelarts/sort-records";

/** Own images and built-in ones; a workspace (0 unless said otherwise) has only its own, built-in ones are in each. */
export function listImage(call: Call, images: CustomImages): Answer {
	const { core, store, refusals } = images;
	const query = withDefaults(readImageQuery(call.query, refusals), core.settings.values.customImageListDefaults);
	const found = [...store.living(call.params["project_id"] ?? ""), ...store.listBuiltIns()]
		.filter(isWanted(query))
		.sort(compareRecords(query));
	return { status: 200, body: images.cutPage(found.map(showListed(images)), query) };
}

/** Huawei's SDK gives two filters a default that the documents' own example contradicts. */
function withDefaults(query: ImageQuery, defaults: "none" | "sdk"): ImageQuery {
	if (defaults === "none") return query;
	return { ...query, type: query.type ?? "BUILD_IN", serviceType: query.serviceType ?? "UNKNOWN" };
}

export function fitsName(name: string, wanted: Pick<ImageQuery, "name" | "fuzzy">): boolean {
	if (wanted.name === null) return true;
	return wanted.fuzzy ? name.includes(wanted.name) : name === wanted.name;
}

function isWanted(query: ImageQuery): (image: CustomImage) => boolean {
	const fits = (wanted: string | null, value: unknown) => wanted === null || wanted === value;
	return ({ record }) =>
		fitsName(record.name, query) &&
		fits(query.namespace, record.namespace) &&
		fits(query.serviceType, record.service_type) &&
		fits(query.type, record.type) &&
		fits(query.showName, record["show_name"]) &&
		fits(query.showTag, record["show_tag"]) &&
		(record.type === "BUILD_IN" || record.workspace_id === query.workspaceId);
}

/** The supported categories are documented for single images only. */
function showListed(images: CustomImages): (image: CustomImage) => Record<string, unknown> {
	return (image) => {
		const { support_res_categories, ...shown } = images.show(image);
		return shown;
	};
}
