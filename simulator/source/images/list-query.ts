import type { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { QueryReader } from "../modelarts/read-query";
import { imageTypes, serviceTypes } from "./request-schemas";

/** The validated query of a list. */
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

export function readImageQuery(query: URLSearchParams, errors: ModelArtsErrors): ImageQuery {
	const reader = new QueryReader(query, errors);
	const name = reader.text("name");
	if (name !== null && !/^[a-z0-9._-]{0,512}$/.test(name)) throw errors.create("6336", "name");
	return {
		limit: reader.count("limit", 200, 1),
		offset: reader.count("offset"),
		name,
		fuzzy: reader.oneOf("name_fuzzy_match", ["true", "false"]) !== "false",
		namespace: reader.text("namespace"),
		serviceType: reader.oneOf("service_type", serviceTypes),
		type: reader.oneOf("type", imageTypes),
		sortKey: reader.text("sort_key") ?? "updateTime",
		descending: reader.oneOf("sort_dir", ["ASC", "DESC"]) !== "ASC",
		workspaceId: reader.text("workspace_id") ?? "0",
		showName: reader.text("show_name"),
		showTag: reader.text("show_tag"),
	};
}
