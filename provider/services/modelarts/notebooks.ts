import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { readDataPage, readObject } from "../http/data-page";
import { acceptUnlessError } from "./instances-answers";
import { ApiError, isOwnNotFound } from "../http/errors";
import type { RegisteredImage } from "./images-types";
import { LongLists, PAGE_SIZE } from "./notebook-pages";
import { operations } from "./notebooks-operations";
import type {
	CreateNotebookBody,
	LeaseBody,
	ListNotebooksQuery,
	Notebook,
	SaveNotebookBody,
	UpdateNotebookBody,
} from "./notebooks-types";
import { collectPages, type Page } from "../http/paging";
import { buildPath, buildQuery, type Query } from "../http/url";

export type * from "./notebooks-types";

/** How long a notebook runs from now on: milliseconds, `-1` for ever. */
export type NewLease = Pick<LeaseBody, "duration" | "type">;

/** The documented operations on notebooks of the current development environment. */
export interface Notebooks {
	createNotebook(body: CreateNotebookBody, options?: RequestOptions): Promise<Notebook>;

	/** All of the caller's: pages are fetched until the list is complete. */
	listNotebooks(query: ListNotebooksQuery, options?: RequestOptions): Promise<Notebook[]>;

	/** Those of everybody in the project. Not every user may ask that. */
	listAllNotebooks(query: ListNotebooksQuery, options?: RequestOptions): Promise<Notebook[]>;

	/** How many notebooks one request of that list shows, as far as is known. */
	pageSizeOf(query: ListNotebooksQuery): number;

	showNotebook(id: string, options?: RequestOptions): Promise<Notebook>;

	updateNotebook(id: string, body: UpdateNotebookBody, options?: RequestOptions): Promise<Notebook>;

	/** Accepted, not done: the notebook is gone once `showNotebook` says so. It may be running. */
	deleteNotebook(id: string, options?: RequestOptions): Promise<void>;

	/** Accepted, not done. */
	startNotebook(id: string, lease: NewLease, options?: RequestOptions): Promise<void>;

	/** Accepted, not done. */
	stopNotebook(id: string, options?: RequestOptions): Promise<void>;

	/** Of a notebook that runs. */
	renewLease(id: string, lease: NewLease, options?: RequestOptions): Promise<void>;

	/** Begins to save a running notebook as an image. */
	saveNotebook(id: string, body: SaveNotebookBody, options?: RequestOptions): Promise<RegisteredImage>;
}

/**
 * The service's own word that there is no such notebook: the documented 404, or a 400 of which live clients tell. The 404
 * of a gateway that does not know the API says nothing about the notebook.
 */
export function isNotebookNotFound(error: unknown): boolean {
	return error instanceof ApiError && (isOwnNotFound(error) || isOtherNotFound(error));
}

function isOtherNotFound({ status, code }: ApiError): boolean {
	return status === 400 && (code === "ModelArts.6309" || code === "ModelArts.6404");
}

export interface NotebooksOptions {
	readonly client: Client;
	readonly projectId: string;
	/** Called with each secret that the service hands out. */
	readonly hide: (secret: string) => void;
}

export function createNotebooks({ client, projectId, hide }: NotebooksOptions): Notebooks {
	const notebooks = (...more: string[]) => buildPath("v1", projectId, "notebooks", ...more);

	const longLists = new LongLists();

	function fetchPage(query: Query, options?: RequestOptions): Promise<Page<Notebook>> {
		const about = { ...operations.listNotebooks, object: "notebooks", path: notebooks() };
		return client.perform({ ...about, query, read: readPage }, options);
	}

	function fetchPageOfAll(query: Query, options?: RequestOptions): Promise<Page<Notebook>> {
		const about = { ...operations.listAllNotebooks, object: "notebooks", path: notebooks("all") };
		return client.perform({ ...about, query, read: readPage }, options);
	}

	function readNotebook(body: Record<string, unknown>): Notebook | undefined {
		const notebook = readObject<Notebook>(body);
		if (notebook?.token) hide(notebook.token);
		return notebook;
	}

	function readPage(body: Record<string, unknown>): Page<Notebook> | undefined {
		const page = readDataPage<Notebook>(body);
		for (const { token } of page?.items ?? []) if (token) hide(token);
		return page;
	}

	/** An order: that it was taken is all that its answer says. */
	function readOrder(body: Record<string, unknown>): true | undefined {
		readNotebook(body);
		return acceptUnlessError(body, "id");
	}

	return {
		async createNotebook(body, options) {
			const about = { ...operations.createNotebook, object: `notebook "${body.name}"`, path: notebooks() };
			const made = await client.perform({ ...about, body, read: readNotebook }, options);
			longLists.noteMade(workspaceOf(body));
			return made;
		},

		async listNotebooks(query, options) {
			const fetchFrom = (limit: number, offset: number) => fetchPage(buildQuery({ limit, offset, ...query }), options);
			return client.readList(() => longLists.collect(workspaceOf(query), fetchFrom), options);
		},

		async listAllNotebooks(query, options) {
			const fetchFrom = (offset: number) => fetchPageOfAll(buildQuery({ limit: PAGE_SIZE, offset, ...query }), options);
			return client.readList(() => collectPages(fetchFrom, PAGE_SIZE), options);
		},

		pageSizeOf: (query) => longLists.pageSizeOf(workspaceOf(query)),

		async showNotebook(id, options) {
			const about = { ...operations.showNotebook, object: nameNotebook(id), path: notebooks(id) };
			return client.perform({ ...about, read: readNotebook }, options);
		},

		async updateNotebook(id, body, options) {
			const about = { ...operations.updateNotebook, object: nameNotebook(id), path: notebooks(id) };
			return client.perform({ ...about, body, read: readNotebook }, options);
		},

		async deleteNotebook(id, options) {
			const about = { ...operations.deleteNotebook, object: nameNotebook(id), path: notebooks(id) };
			await client.perform({ ...about, mayBeEmpty: true, read: readOrder }, options);
		},

		async startNotebook(id, { duration, type }, options) {
			const about = { ...operations.startNotebook, object: nameNotebook(id), path: notebooks(id, "start") };
			const query = buildQuery({ duration, type });
			await client.perform({ ...about, query, mayBeEmpty: true, read: readOrder }, options);
		},

		async stopNotebook(id, options) {
			const about = { ...operations.stopNotebook, object: nameNotebook(id), path: notebooks(id, "stop") };
			await client.perform({ ...about, mayBeEmpty: true, read: readOrder }, options);
		},

		async renewLease(id, lease, options) {
			const about = { ...operations.renewLease, object: nameNotebook(id), path: notebooks(id, "lease") };
			const read = (body: object) => acceptUnlessError(body, "duration");
			await client.perform({ ...about, body: lease, mayBeEmpty: true, read }, options);
		},

		async saveNotebook(id, body, options) {
			const about = { ...operations.saveNotebook, object: nameNotebook(id), path: notebooks(id, "create-image") };
			return client.perform({ ...about, body, read: readObject<RegisteredImage> }, options);
		},
	};
}

function workspaceOf({ workspace_id: id = "0" }: { readonly workspace_id?: string }): string {
	return id;
}

export function nameNotebook(id: string): string {
	return `notebook ${id}`;
}
