import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { operation } from "../http/operation";
import { readDataPage } from "../http/read-page";
import type { Shape } from "../shape/shape";

/** A flavor of notebooks as the service reports it. */
export interface FlavorResponse {
	id: string;
	name?: string;
	description?: string;
	arch?: string;
	/** `CPU`, `GPU`, `ASCEND`. */
	category?: string;
	vcpus?: number;
	/** KiB. */
	memory?: number;
	gpu?: { gpu?: number; gpu_memory?: string; type?: string };
	ascend?: { npu?: number; npu_memory?: string; type?: string };
	free?: boolean;
	sold_out?: boolean;
	feature?: string;
	storages?: string[];
}

const flavorShape: Shape<FlavorResponse> = {
	id: "required text",
	name: "text",
	description: "text",
	arch: "text",
	category: "text",
	vcpus: "number",
	memory: "number",
	gpu: { gpu: "number", gpu_memory: "text", type: "text" },
	ascend: { npu: "number", npu_memory: "text", type: "text" },
	free: "boolean",
	sold_out: "boolean",
	feature: "text",
	storages: ["text"],
};

const readFlavors = readDataPage(flavorShape);

export interface ListFlavorsQuery {
	type?: "MANAGED" | "DEDICATED";
}

export const operations = {
	/** All of them: without a limit there is one page. */
	listFlavors: operation({
		name: "listFlavors",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/notebooks/flavors",
		permission: "modelarts:notebook:listFlavors",
		request: (query: ListFlavorsQuery) => ({ object: "the flavors of notebooks", query: { ...query } }),
		read: (body) => readFlavors(body)?.items,
	}),
};

export type NotebookFlavors = ReturnType<typeof createNotebookFlavors>;

export function createNotebookFlavors(client: Client, projectId: string) {
	return bindOperations(client, { projectId }, operations);
}
