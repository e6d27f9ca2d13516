import type { RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { readDataPage, readObject } from "../http/data-page";
import { acceptUnlessError } from "./instances-answers";
import { nameNotebook } from "./notebooks";
import { operations } from "./notebooks-operations";
import type { Mount, MountBody, TagBody } from "./notebooks-types";
import { collectPages } from "../http/paging";
import { buildPath, buildQuery } from "../http/url";

/** What can be put on a notebook and taken off it, each by itself. */
export interface NotebookExtras {
	/** Storages mounted while the notebook ran, those that are being mounted or taken off included. */
	listMounts(notebookId: string, options?: RequestOptions): Promise<Mount[]>;

	/** Begins to mount a storage; only on a notebook that runs. Done once a list shows it as `MOUNTED`. */
	mountStorage(notebookId: string, body: MountBody, options?: RequestOptions): Promise<Mount>;

	/** Begins to take a storage off; what is in it stays. */
	unmountStorage(notebookId: string, mountId: string, options?: RequestOptions): Promise<void>;

	/** Adds tags, and gives those that are there a new value; leaves all others alone. */
	addTags(notebookId: string, tags: Readonly<Record<string, string>>, options?: RequestOptions): Promise<void>;

	/** Those that are not there are no error. */
	removeTags(notebookId: string, tags: Readonly<Record<string, string>>, options?: RequestOptions): Promise<void>;
}

/** How many mounts the service gives at once is not documented; a notebook has few. */
const PAGE_SIZE = Number.MAX_SAFE_INTEGER;

export interface NotebookExtrasOptions {
	readonly client: Client;
	readonly projectId: string;
}

export function createNotebookExtras({ client, projectId }: NotebookExtrasOptions): NotebookExtras {
	const notebook = (...more: string[]) => buildPath("v1", projectId, "notebooks", ...more);

	async function sendTags(
		operation: "addTags" | "removeTags",
		verb: "create" | "delete",
		id: string,
		tags: Readonly<Record<string, string>>,
		options?: RequestOptions,
	): Promise<void> {
		const listed: TagBody[] = Object.entries(tags).map(([key, value]) => ({ key, value }));
		if (listed.length === 0) return;

		const about = { ...operations[operation], object: `the tags of notebook ${id}`, path: notebook(id, "tags", verb) };
		const read = (answer: object) => acceptUnlessError(answer);
		await client.perform({ ...about, body: { tags: listed }, mayBeEmpty: true, read }, options);
	}

	return {
		async listMounts(notebookId, options) {
			const object = `the mounted storages of notebook ${notebookId}`;
			const about = { ...operations.listMounts, object, path: notebook(notebookId, "storage") };
			const fetchFrom = (offset: number) => {
				const query = buildQuery({ offset: offset || undefined });
				return client.perform({ ...about, query, read: readDataPage<Mount> }, options);
			};
			return client.readList(() => collectPages(fetchFrom, PAGE_SIZE), options);
		},

		async mountStorage(notebookId, body, options) {
			const object = `${body.uri} on ${nameNotebook(notebookId)}`;
			const about = { ...operations.mountStorage, object, path: notebook(notebookId, "storage") };
			return client.perform({ ...about, body, read: readObject<Mount> }, options);
		},

		async unmountStorage(notebookId, mountId, options) {
			const object = `storage ${mountId} of ${nameNotebook(notebookId)}`;
			const about = { ...operations.unmountStorage, object, path: notebook(notebookId, "storage", mountId) };
			const read = (answer: object) => acceptUnlessError(answer, "id");
			await client.perform({ ...about, mayBeEmpty: true, read }, options);
		},

		addTags: (id, tags, options) => sendTags("addTags", "create", id, tags, options),

		removeTags: (id, tags, options) => sendTags("removeTags", "delete", id, tags, options),
	};
}
