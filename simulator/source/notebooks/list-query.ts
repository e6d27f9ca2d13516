import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { QueryReader } from "../modelarts/read-query";
import { notebookStatuses } from "./notebook";

/** The validated query of a list. */
export interface NotebookQuery {
	readonly limit: number;
	readonly offset: number;
	readonly id: string | null;
	readonly feature: string;
	readonly name: string | null;
	readonly poolId: string | null;
	readonly owner: string | null;
	readonly status: string | null;
	readonly flavor: string | null;
	readonly imageId: string | null;
	readonly billing: string | null;
	readonly workspaceId: string | null;
	/** An undefined value matches any. */
	readonly tags: readonly (readonly [key: string, value: string | undefined])[];
	readonly sortKey: string;
	readonly descending: boolean;
}

/** `pageSizes`: Huawei's SDK allows three page sizes, the documents any. */
export function readNotebookQuery(
	query: URLSearchParams,
	errors: ModelArtsErrors,
	pageSizes: "any" | "sdk",
): NotebookQuery {
	const reader = new QueryReader(query, errors);
	const limit = reader.count("limit", 10, 1);
	if (pageSizes === "sdk" && ![10, 20, 50].includes(limit)) throw errors.create("6336", "limit");
	return {
		limit,
		offset: reader.count("offset"),
		id: reader.text("id"),
		feature: reader.oneOf("feature", ["NOTEBOOK", "DEFAULT"]) ?? "NOTEBOOK",
		name: reader.text("name"),
		poolId: reader.text("pool_id"),
		owner: reader.text("owner"),
		status: reader.oneOf("status", notebookStatuses),
		flavor: reader.text("flavor"),
		imageId: reader.text("image_id"),
		billing: reader.oneOf("billing", ["STORAGE", "COMPUTE", "ALL"]),
		// The documents have one spelling, Huawei's SDK the other.
		workspaceId: reader.text("workspace_id") ?? reader.text("workspaceId"),
		tags: query.getAll("tags").flatMap((text) => text.split(",").map(splitTag)),
		sortKey: reader.text("sort_key") ?? "create_at",
		descending: reader.oneOf("sort_dir", ["ASC", "DESC"]) !== "ASC",
	};
}

/** Splits `key=value`, or a key without a value; the form is not documented. */
function splitTag(text: string): readonly [string, string | undefined] {
	const index = text.indexOf("=");
	return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
