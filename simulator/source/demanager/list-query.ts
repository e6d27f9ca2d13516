import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { QueryReader } from "../modelarts/read-query";
import { instanceStatuses } from "./instance";

/** The validated query of the list. */
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

export function readListQuery(query: URLSearchParams, errors: ModelArtsErrors): ListQuery {
	const reader = new QueryReader(query, errors);
	if (!query.has("de_type")) throw errors.create("6335", "de_type");
	reader.oneOf("de_type", ["Notebook"]);
	reader.oneOf("provision_type", ["Docker"]);
	const sortby = reader.text("sortby") ?? "name";
	if (!["name", "creation_timestamp"].includes(sortby)) throw errors.create("6303");
	return {
		status: reader.oneOf("status", instanceStatuses),
		sortby,
		descending: reader.oneOf("order", ["asc", "desc"]) === "desc",
		offset: reader.count("offset"),
		// 0, also when left out, means "no limit".
		limit: reader.count("limit"),
		workspaceId: reader.text("workspace_id"),
		// Editions differ in the spelling: Python's and lower case.
		onlyOwn: reader.oneOf("show_self", ["True", "true", "False", "false"])?.toLowerCase() !== "false",
		aiProject: reader.text("ai_project"),
		poolId: reader.text("pool_id"),
	};
}
