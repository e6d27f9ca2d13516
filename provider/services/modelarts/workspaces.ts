import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { isObject } from "../http/error-body";
import { buildPath } from "../http/url";

export interface Workspace {
	readonly id: string;
	readonly name: string;
	/** `NORMAL`, or why nothing can be made in it. */
	readonly status: string;
}

/** The workspaces that the caller may enter, up to 1000; not every cloud has this API. */
export async function listWorkspaces(
	client: Client,
	projectId: string,
	options?: RequestOptions,
): Promise<Workspace[]> {
	return client.perform(
		{
			operation: "listWorkspaces",
			verb: "list",
			object: "workspaces",
			kind: "read",
			method: "GET",
			permission: "modelarts:workspace:list",
			path: buildPath("v1", projectId, "workspaces"),
			query: [["filter_accessible", "true"]],
			read: readWorkspaces,
		},
		options,
	);
}

function readWorkspaces({ workspaces }: Record<string, unknown>): Workspace[] | undefined {
	if (!Array.isArray(workspaces)) return undefined;
	return workspaces.filter(isObject).flatMap(({ id, name, status }) => {
		// The default one's id is a number in some answers.
		if (typeof id !== "string" && typeof id !== "number") return [];
		return [{ id: String(id), name: textOr(name, String(id)), status: textOr(status, "NORMAL") }];
	});
}

function textOr(value: unknown, standard: string): string {
	return typeof value === "string" && value !== "" ? value : standard;
}
