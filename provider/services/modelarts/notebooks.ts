import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { ApiError, isOwnNotFound } from "../http/errors";
import { operation, type RequestOptions } from "../http/operation";
import { collectPages } from "../http/paging";
import { readDataPage, readObject } from "../http/read-page";
import { registeredImageShape } from "./images";
import { PageSizes, PAGE_SIZE } from "./page-sizes";
import type { EndpointBody, HooksBody, LeaseBody, NotebookResponse, VolumeBody } from "./notebook-response";
import { notebookShape } from "./notebook-response";

export type * from "./notebook-response";

/** Notebooks of the current development environment: each operation beside the types of its request. */

export interface CreateNotebookBody {
	name: string;
	description?: string;
	flavor: string;
	image_id: string;
	volume: Pick<VolumeBody, "category" | "ownership" | "capacity" | "uri" | "id">;
	/** Milliseconds; comes before what `lease` says. `-1`: never stopped (not documented, but live clients send it). */
	duration?: number;
	lease?: Pick<LeaseBody, "duration" | "type">;
	endpoints?: EndpointBody[];
	feature?: string;
	pool_id?: string;
	workspace_id?: string;
	hooks?: HooksBody;
}

/** What is left out keeps its value. */
export interface UpdateNotebookBody {
	name?: string;
	description?: string;
	/** Only of a notebook that is stopped. */
	flavor?: string;
	/** Only of a notebook that is stopped. */
	image_id?: string;
	/** Only of a notebook that is stopped. */
	endpoints?: EndpointBody[];
	/** GB; it can only grow. */
	storage_new_size?: number;
}

export interface ListNotebooksQuery {
	/** A part of it is enough. */
	name?: string;
	status?: string;
	/** The service takes `0` where it is missing. */
	workspace_id?: string;
}

/** A running notebook to be saved as an image. */
export interface SaveNotebookBody {
	name: string;
	namespace: string;
	tag?: string;
	description?: string;
	workspace_id?: string;
}

/** How long a notebook runs from now on: milliseconds, `-1` for ever. */
export type NewLease = Pick<LeaseBody, "duration" | "type">;

/** What users whose region does not have this API can use instead. */
const alternative = { missing: "Notebook", use: "NotebookInstance" };

export const operations = {
	createNotebook: operation({
		name: "createNotebook",
		verb: "create",
		kind: "create",
		method: "POST",
		path: "/v1/{project_id}/notebooks",
		permission: "modelarts:notebook:create",
		alternative,
		request: (body: CreateNotebookBody) => ({ object: `notebook "${body.name}"`, body }),
		read: readObject(notebookShape),
	}),

	listNotebooks: operation({
		name: "listNotebooks",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/notebooks",
		permission: "modelarts:notebook:list",
		alternative,
		request: (query: ListNotebooksQuery, limit: number, offset: number) => ({
			object: "notebooks",
			query: { limit, offset, ...query },
		}),
		read: readDataPage(notebookShape),
	}),

	listAllNotebooks: operation({
		name: "listAllNotebooks",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/notebooks/all",
		permission: "modelarts:notebook:list",
		request: (query: ListNotebooksQuery, offset: number) => ({
			object: "notebooks",
			query: { limit: PAGE_SIZE, offset, ...query },
		}),
		read: readDataPage(notebookShape),
	}),

	showNotebook: operation({
		name: "showNotebook",
		verb: "read",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/notebooks/{id}",
		permission: "modelarts:notebook:get",
		alternative,
		request: (id: string) => ({ object: nameNotebook(id), ids: { id } }),
		read: readObject(notebookShape),
	}),

	updateNotebook: operation({
		name: "updateNotebook",
		verb: "update",
		kind: "write",
		method: "PUT",
		path: "/v1/{project_id}/notebooks/{id}",
		permission: "modelarts:notebook:update",
		alternative,
		request: (id: string, body: UpdateNotebookBody) => ({ object: nameNotebook(id), ids: { id }, body }),
		read: readObject(notebookShape),
	}),

	/** Accepted, not done: the notebook is gone once `showNotebook` says so. It may be running. */
	deleteNotebook: operation({
		name: "deleteNotebook",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		path: "/v1/{project_id}/notebooks/{id}",
		permission: "modelarts:notebook:delete",
		alternative,
		request: (id: string) => ({ object: nameNotebook(id), ids: { id } }),
		successProperty: "id",
	}),

	/** Accepted, not done. */
	startNotebook: operation({
		name: "startNotebook",
		verb: "start",
		kind: "transition",
		method: "POST",
		path: "/v1/{project_id}/notebooks/{id}/start",
		permission: "modelarts:notebook:start",
		alternative,
		request: (id: string, { duration, type }: NewLease) => ({
			object: nameNotebook(id),
			ids: { id },
			query: { duration, type },
		}),
		successProperty: "id",
	}),

	/** Accepted, not done. */
	stopNotebook: operation({
		name: "stopNotebook",
		verb: "stop",
		kind: "transition",
		method: "POST",
		path: "/v1/{project_id}/notebooks/{id}/stop",
		permission: "modelarts:notebook:stop",
		alternative,
		request: (id: string) => ({ object: nameNotebook(id), ids: { id } }),
		successProperty: "id",
	}),

	/** Of a notebook that runs. */
	renewLease: operation({
		name: "renewLease",
		verb: "renew the lease of",
		kind: "write",
		method: "PATCH",
		path: "/v1/{project_id}/notebooks/{id}/lease",
		permission: "modelarts:notebook:updateStopPolicy",
		request: (id: string, body: NewLease) => ({ object: nameNotebook(id), ids: { id }, body }),
		successProperty: "duration",
	}),

	/** Begins to save a running notebook as an image. */
	saveNotebook: operation({
		name: "createNotebookImage",
		verb: "save",
		kind: "create",
		method: "POST",
		path: "/v1/{project_id}/notebooks/{id}/create-image",
		permission: "modelarts:image:create",
		request: (id: string, body: SaveNotebookBody) => ({ object: nameNotebook(id), ids: { id }, body }),
		read: readObject(registeredImageShape),
	}),
};

export type Notebooks = ReturnType<typeof createNotebooks>;

export function createNotebooks(client: Client, projectId: string) {
	const notebooks = bindOperations(client, { projectId }, operations);
	const pageSizes = new PageSizes();
	return {
		...notebooks,

		async createNotebook(body: CreateNotebookBody, options?: RequestOptions): Promise<NotebookResponse> {
			const created = await notebooks.createNotebook(body, options);
			pageSizes.recordCreated(workspaceOf(body));
			return created;
		},

		/** All of the caller's: pages are fetched until the list is complete. */
		async listNotebooks(query: ListNotebooksQuery, options?: RequestOptions): Promise<NotebookResponse[]> {
			const fetchPage = (limit: number, offset: number) => notebooks.listNotebooks(query, limit, offset, options);
			return client.readList(() => pageSizes.collect(workspaceOf(query), fetchPage), options);
		},

		/** Those of everybody in the project. Not every user may list them. */
		async listAllNotebooks(query: ListNotebooksQuery, options?: RequestOptions): Promise<NotebookResponse[]> {
			const fetchPage = (offset: number) => notebooks.listAllNotebooks(query, offset, options);
			return client.readList(() => collectPages(fetchPage, PAGE_SIZE), options);
		},

		/** How many notebooks one request of that list shows, as far as is known. */
		pageSizeOf: (query: ListNotebooksQuery): number => pageSizes.find(workspaceOf(query)),
	};
}

/**
 * The service itself says that there is no such notebook: the documented 404, or a 400 that live clients know. The 404 of
 * a gateway that does not know the API says nothing about the notebook.
 */
export function isNotebookNotFound(error: unknown): boolean {
	if (!(error instanceof ApiError)) return false;
	return isOwnNotFound(error) || (error.status === 400 && /^ModelArts\.(6309|6404)$/.test(error.code));
}

function workspaceOf({ workspace_id: id = "0" }: { readonly workspace_id?: string }): string {
	return id;
}

function nameNotebook(id: string): string {
	return `notebook ${id}`;
}
