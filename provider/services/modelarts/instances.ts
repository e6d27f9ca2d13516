import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { ApiError } from "../http/errors";
import { operation, type RequestOptions } from "../http/operation";
import { collectPages } from "../http/paging";
import { readObject, readPage } from "../http/read-page";
import {
	type AutoStopBody,
	instanceShape,
	type InstanceResponse,
	type PoolBody,
	type StorageBody,
} from "./instance-response";

export type * from "./instance-response";

/**
 * Notebook instances of the legacy development environment ("demanager"): each operation beside the types of its request, as
 * they go over the wire.
 */

export interface CreateInstanceBody {
	name: string;
	description?: string;
	profile_id: string;
	flavor: string;
	spec: {
		storage: StorageBody;
		extend_storage?: StorageBody[];
		auto_stop?: AutoStopBody;
		annotations?: Record<string, string>;
	};
	workspace?: { id: string };
	pool?: PoolBody;
	ai_project?: { id: string };
}

export interface UpdateInstanceBody {
	description?: string;
	spec?: { auto_stop: AutoStopBody };
}

export interface ListInstancesQuery {
	status?: string;
	/** @default "creation_timestamp" */
	sortby?: "name" | "creation_timestamp";
	/** @default "asc" */
	order?: "asc" | "desc";
	/** The service takes `0` where it is missing. */
	workspace_id?: string;
	/** Only what belongs to the caller; the service takes `true` where it is missing. */
	show_self?: boolean;
	pool_id?: string;
	ai_project?: string;
}

const readInstance = readObject(instanceShape);

/** What users whose region does not have this API can use instead. */
const alternative = { missing: "NotebookInstance", use: "Notebook" };

/** How many instances one request asks for; no maximum is documented. */
export const PAGE_SIZE = 500;

export const operations = {
	createInstance: operation({
		name: "createInstance",
		verb: "create",
		kind: "create",
		method: "POST",
		path: "/v1/{project_id}/demanager/instances",
		permission: "modelarts:notebook:create",
		alternative,
		request: (body: CreateInstanceBody) => ({ object: `notebook instance "${body.name}"`, body }),
		read: readInstance,
	}),

	listInstances: operation({
		name: "listInstances",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/demanager/instances",
		permission: "modelarts:notebook:list",
		alternative,
		request: (query: ListInstancesQuery, offset: number) => {
			// By age, so that instances that are created meanwhile come last and move none of the others.
			const { sortby = "creation_timestamp", order = "asc", ...filter } = query;
			const page = { limit: PAGE_SIZE, offset };
			return { object: "notebook instances", query: { de_type: "Notebook", sortby, order, ...page, ...filter } };
		},
		read: ({ instances, total_count }) => readPage(instances, total_count, readInstance),
	}),

	getInstance: operation({
		name: "getInstance",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/demanager/instances/{instance_id}",
		permission: "modelarts:notebook:get",
		alternative,
		request: (id: string) => ({ object: nameInstance(id), ids: { instance_id: id } }),
		read: readInstance,
	}),

	updateInstance: operation({
		name: "updateInstance",
		verb: "update",
		kind: "write",
		method: "PUT",
		path: "/v1/{project_id}/demanager/instances/{instance_id}",
		permission: "modelarts:notebook:update",
		alternative,
		request: (id: string, body: UpdateInstanceBody) => ({ object: nameInstance(id), ids: { instance_id: id }, body }),
		read: readInstance,
	}),

	/** Accepted, not done: the instance is gone once `getInstance` says so. */
	deleteInstance: operation({
		name: "deleteInstance",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		path: "/v1/{project_id}/demanager/instances/{instance_id}",
		permission: "modelarts:notebook:delete",
		alternative,
		request: (id: string) => ({ object: nameInstance(id), ids: { instance_id: id } }),
		successProperty: "instance_id",
	}),

	/** Accepted, not done. An instance that is already so, or is busy, is told by the error's code. */
	changeInstanceStatus: operation({
		name: "changeInstanceStatus",
		verb: "change",
		kind: "transition",
		method: "POST",
		path: "/v1/{project_id}/demanager/instances/{instance_id}/action",
		permission: "modelarts:notebook:action",
		alternative,
		request: (id: string, action: "start" | "stop") => ({
			object: nameInstance(id),
			verb: action,
			ids: { instance_id: id },
			body: { action },
		}),
		successProperty: "current_status",
	}),

	/** A secret with which the instance's page can be opened. */
	getInstanceToken: operation({
		name: "getInstanceToken",
		verb: "get a token for",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/demanager/instances/{instance_id}/token",
		permission: "modelarts:notebook:access",
		alternative,
		request: (id: string) => ({ object: nameInstance(id), ids: { instance_id: id } }),
		read: ({ token }) => (typeof token === "string" && token !== "" ? token : undefined),
	}),
};

export type Demanager = ReturnType<typeof createDemanager>;

export function createDemanager(client: Client, projectId: string) {
	const demanager = bindOperations(client, { projectId }, operations);
	return {
		...demanager,

		/** All of them: pages are fetched until the list is complete. */
		async listInstances(query: ListInstancesQuery, options?: RequestOptions): Promise<InstanceResponse[]> {
			const fetchPage = (offset: number) => demanager.listInstances(query, offset, options);
			return client.readList(() => collectPages(fetchPage, PAGE_SIZE), options);
		},
	};
}

/** The service itself says that there is no such instance. Nothing else does, least of all a gateway's 404. */
export function isNotFound(error: unknown): boolean {
	return error instanceof ApiError && error.status === 400 && error.code === "ModelArts.6309";
}

function nameInstance(id: string): string {
	return `notebook instance ${id}`;
}
