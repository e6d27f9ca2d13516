import type { Answer, Call } from "../gateway/operation";
import type { CustomImages } from "./custom-images";
import type { CustomImage } from "./image";
import { readImageQuery } from "./list-query";
import type { ImageQuery } from "./list-query";
import { cutPage } from "./page";

/** Own images and built-in ones; a workspace (0 unless said otherwise) has only its own, built-in ones are in each. */
export function listImage(call: Call, images: CustomImages): Answer {
	const { core, store, refusals } = images;
	const query = withDefaults(readImageQuery(call.query, refusals), core.settings.values.customImageListDefaults);
	const found = [...store.living(call.params["project_id"] ?? ""), ...store.listBuiltIns()]
		.filter(isWanted(query))
		.sort(compareBy(query));
	return { status: 200, body: cutPage(found.map(showListed(images)), query, core) };
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

const sortFields: Readonly<Record<string, string>> = { updateTime: "update_at", createTime: "create_at" };

/** Of the sort keys one example alone is known; others are taken for names of fields. */
function compareBy({ sortKey, descending }: ImageQuery): (a: CustomImage, b: CustomImage) => number {
	const fields = sortKey.split(",").map((key) => sortFields[key] ?? key);
	const sign = descending ? -1 : 1;
	return (a, b) => {
		for (const field of fields) {
			const [left, right] = [a.record[field] ?? 0, b.record[field] ?? 0];
			if (left !== right) return left < right ? -sign : sign;
		}
		return 0;
	};
}

/** The supported categories are documented for single images only. */
function showListed(images: CustomImages): (image: CustomImage) => Record<string, unknown> {
	return (image) => {
		const { support_res_categories, ...shown } = images.show(image);
		return shown;
	};
}
