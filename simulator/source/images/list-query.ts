import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { imageTypes, serviceTypes } from "./request-shapes";

/** The query of a list, read strictly. */
export interface ImageQuery {
	readonly limit: number;
	readonly offset: number;
	readonly name: string | null;
	readonly fuzzy: boolean;
	readonly namespace: string | null;
	readonly serviceType: string | null;
	readonly type: string | null;
	readonly sortKey: string;
	readonly descending: boolean;
	readonly workspaceId: string;
	readonly showName: string | null;
	readonly showTag: string | null;
}

export function readImageQuery(query: URLSearchParams, refusals: ModelArtsRefusals): ImageQuery {
	const oneOf = (name: string, words: readonly string[]) => {
		const value = query.get(name);
		if (value !== null && !words.includes(value)) throw refusals.refuse("6336", name);
		return value;
	};
	const name = query.get("name");
	if (name !== null && !/^[a-z0-9._-]{0,512}$/.test(name)) throw refusals.refuse("6336", "name");
	return {
		limit: readCount("limit", 200, 1, query, refusals),
		offset: readCount("offset", 0, 0, query, refusals),
		name,
		fuzzy: oneOf("name_fuzzy_match", ["true", "false"]) !== "false",
		namespace: query.get("namespace"),
		serviceType: oneOf("service_type", serviceTypes),
		type: oneOf("type", imageTypes),
		sortKey: query.get("sort_key") ?? "updateTime",
		descending: oneOf("sort_dir", ["ASC", "DESC"]) !== "ASC",
		workspaceId: query.get("workspace_id") ?? "0",
		showName: query.get("show_name"),
		showTag: query.get("show_tag"),
	};
}

function readCount(
	name: string,
	otherwise: number,
	least: number,
	query: URLSearchParams,
	refusals: ModelArtsRefusals,
): number {
	const text = query.get(name) ?? String(otherwise);
	if (!/^-?\d+$/.test(text)) throw refusals.refuse("6332", name, "Integer");
	if (Number(text) < least) throw refusals.refuse("6336", name);
	return Number(text);
}
