import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { operation } from "../http/operation";
import { readQuotas } from "../quota";

export const operations = {
	/** `pool`: resource pools; `network`: their networks. */
	listQuotas: operation({
		name: "listQuotas",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/quotas",
		permission: "modelarts:quota:list",
		request: () => ({ object: "the quotas of ModelArts" }),
		read: readQuotas,
	}),
};

export type ModelartsQuotas = ReturnType<typeof createModelartsQuotas>;

export function createModelartsQuotas(client: Client, projectId: string) {
	return bindOperations(client, { projectId }, operations);
}
