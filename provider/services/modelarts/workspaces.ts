import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { isObject } from "../shape/is-object";
import { operation } from "../http/operation";

export interface Workspace {
	readonly id: string;
	readonly name: string;
	/** `NORMAL`, or why nothing can be created in it. */
	readonly status: string;
}

export const operations = {
	/** The workspaces that the caller may enter, up to 1000; not every cloud has this API. */
	listWorkspaces: operation({
		name: "listWorkspaces",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/workspaces",
		permission: "modelarts:workspace:list",
		request: () => ({ object: "workspaces", query: { filter_accessible: true } }),
		read: readWorkspaces,
	}),
};

export type Workspaces = ReturnType<typeof createWorkspaces>;

export function createWorkspaces(client: Client, projectId: string) {
	return bindOperations(client, { projectId }, operations);
}

function readWorkspaces({ workspaces }: Record<string, unknown>): Workspace[] | undefined {
	if (!Array.isArray(workspaces)) return undefined;
	return workspaces.filter(isObject).flatMap(({ id, name, status }) => {
		// The default one's id is a number in some responses.
		if (typeof id !== "string" && typeof id !== "number") return [];
		return [{ id: String(id), name: textOr(name, String(id)), status: textOr(status, "NORMAL") }];
	});
}

function textOr(value: unknown, defaultText: string): string {
	return typeof value === "string" && value !== "" ? value : defaultText;
}
