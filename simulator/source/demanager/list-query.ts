import type { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { instanceStatuses } from "./instance";

/** The query of the list, read strictly. */
export interface ListQuery {
	readonly status: string | null;
	readonly sortby: string;
	readonly descending: boolean;
	readonly offset: number;
	readonly limit: number;
	readonly workspaceId: string | null;
	readonly onlyOwn: boolean;
	readonly aiProject: string | null;
	readonly poolId: string | null;
}

export function readListQuery(query: URLSearchParams, refusals: ModelArtsRefusals): ListQuery {
	if (!query.has("de_type")) throw refusals.refuse("6335", "de_type");
	const mustBeOneOf = (name: string, words: readonly string[]) => {
		const value = query.get(name);
		if (value !== null && !words.includes(value)) throw refusals.refuse("6336", name);
		return value;
	};
	mustBeOneOf("de_type", ["Notebook"]);
	mustBeOneOf("provision_type", ["Docker"]);
	const sortby = query.get("sortby") ?? "name";
	if (!["name", "creation_timestamp"].includes(sortby)) throw refusals.refuse("6303");
	return {
		status: mustBeOneOf("status", instanceStatuses),
		sortby,
		descending: mustBeOneOf("order", ["asc", "desc"]) === "desc",
		offset: readCount("offset", query, refusals),
		limit: readCount("limit", query, refusals),
		workspaceId: query.get("workspace_id"),
		// Python's spelling and the other one: editions differ.
		onlyOwn: mustBeOneOf("show_self", ["True", "true", "False", "false"])?.toLowerCase() !== "false",
		aiProject: query.get("ai_project"),
		poolId: query.get("pool_id"),
	};
}

/** 0, also when left out, means "no limit" or "from the first". */
function readCount(name: string, query: URLSearchParams, refusals: ModelArtsRefusals): number {
	const text = query.get(name) ?? "0";
	if (!/^-?\d+$/.test(text)) throw refusals.refuse("6332", name, "Integer");
	if (Number(text) < 0) throw refusals.refuse("6336", name);
	return Number(text);
}
