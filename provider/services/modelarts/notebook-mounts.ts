import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { operation, type RequestOptions } from "../http/operation";
import { collectPages } from "../http/paging";
import { readDataPage, readObject } from "../http/read-page";
import type { Shape } from "../shape/shape";

/** Storages mounted on a notebook while it runs: each operation beside the types of its request and response. */

export interface MountBody {
	category: string;
	mount_path: string;
	/** `obs://bucket/directory/` */
	uri: string;
}

/** A storage that was mounted while the notebook ran. */
export interface MountResponse extends Partial<MountBody> {
	id: string;
	/** `MOUNTING`, `MOUNTED`, `MOUNT_FAILED`, `UNMOUNTING`, `UNMOUNTED`, `UNMOUNT_FAILED` */
	status?: string;
	/** Why it failed. */
	failure_reason?: string;
}

const mountShape: Shape<MountResponse> = {
	id: "required text",
	category: "text",
	mount_path: "text",
	uri: "text",
	status: "text",
	failure_reason: "text",
};

export const operations = {
	listMounts: operation({
		name: "listDynamicStorages",
		verb: "list",
		kind: "read",
		method: "GET",
		path: "/v1/{project_id}/notebooks/{instance_id}/storage",
		permission: "modelarts:notebook:getMountedStorage",
		request: (notebookId: string, offset: number) => ({
			object: `the mounted storages of notebook ${notebookId}`,
			ids: { instance_id: notebookId },
			query: { offset: offset || undefined },
		}),
		read: readDataPage(mountShape),
	}),

	/** Begins to mount a storage; only on a notebook that runs. Done once a list shows it as `MOUNTED`. */
	mountStorage: operation({
		name: "attachDynamicStorage",
		verb: "mount",
		kind: "create",
		method: "POST",
		path: "/v1/{project_id}/notebooks/{instance_id}/storage",
		permission: "modelarts:notebook:mountStorage",
		request: (notebookId: string, body: MountBody) => ({
			object: `${body.uri} on notebook ${notebookId}`,
			ids: { instance_id: notebookId },
			body,
		}),
		read: readObject(mountShape),
	}),

	/** Begins to unmount a storage; its content stays. */
	unmountStorage: operation({
		name: "detachDynamicStorage",
		verb: "unmount",
		kind: "transition",
		method: "DELETE",
		path: "/v1/{project_id}/notebooks/{instance_id}/storage/{id}",
		permission: "modelarts:notebook:umountStorage",
		request: (notebookId: string, id: string) => ({
			object: `storage ${id} of notebook ${notebookId}`,
			ids: { instance_id: notebookId, id },
		}),
		successProperty: "id",
	}),
};

/** How many mounts one response shows is not documented; a notebook has few. */
const PAGE_SIZE = Number.MAX_SAFE_INTEGER;

export type NotebookMounts = ReturnType<typeof createNotebookMounts>;

export function createNotebookMounts(client: Client, projectId: string) {
	const mounts = bindOperations(client, { projectId }, operations);
	return {
		...mounts,

		/** All mounted storages, those that are being mounted or unmounted included. */
		async listMounts(notebookId: string, options?: RequestOptions): Promise<MountResponse[]> {
			const fetchPage = (offset: number) => mounts.listMounts(notebookId, offset, options);
			return client.readList(() => collectPages(fetchPage, PAGE_SIZE), options);
		},
	};
}
