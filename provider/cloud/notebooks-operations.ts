import type { Call } from "./call";

type Operation = Pick<Call<unknown>, "operation" | "verb" | "kind" | "method" | "permission" | "alternative">;

/** What users whose region does not know this API may use in its place. */
const alternative = { missing: "Notebook", use: "NotebookInstance" };

/** The documented operations: how messages name them, how they may be repeated, which permission they need. */
export const operations = {
	createNotebook: {
		operation: "createNotebook",
		verb: "create",
		kind: "create",
		method: "POST",
		permission: "modelarts:notebook:create",
		alternative,
	},
	listNotebooks: {
		operation: "listNotebooks",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:list",
		alternative,
	},
	listAllNotebooks: {
		operation: "listAllNotebooks",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:list",
	},
	showNotebook: {
		operation: "showNotebook",
		verb: "read",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:get",
		alternative,
	},
	updateNotebook: {
		operation: "updateNotebook",
		verb: "update",
		kind: "write",
		method: "PUT",
		permission: "modelarts:notebook:update",
		alternative,
	},
	deleteNotebook: {
		operation: "deleteNotebook",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		permission: "modelarts:notebook:delete",
		alternative,
	},
	startNotebook: {
		operation: "startNotebook",
		verb: "start",
		kind: "transition",
		method: "POST",
		permission: "modelarts:notebook:start",
		alternative,
	},
	stopNotebook: {
		operation: "stopNotebook",
		verb: "stop",
		kind: "transition",
		method: "POST",
		permission: "modelarts:notebook:stop",
		alternative,
	},
	renewLease: {
		operation: "renewLease",
		verb: "renew the lease of",
		kind: "write",
		method: "PATCH",
		permission: "modelarts:notebook:updateStopPolicy",
	},
	saveNotebook: {
		operation: "createNotebookImage",
		verb: "save",
		kind: "create",
		method: "POST",
		permission: "modelarts:image:create",
	},
	mountStorage: {
		operation: "attachDynamicStorage",
		verb: "mount",
		kind: "create",
		method: "POST",
		permission: "modelarts:notebook:mountStorage",
	},
	listMounts: {
		operation: "listDynamicStorages",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:getMountedStorage",
	},
	unmountStorage: {
		operation: "detachDynamicStorage",
		verb: "unmount",
		kind: "transition",
		method: "DELETE",
		permission: "modelarts:notebook:umountStorage",
	},
	addTags: {
		operation: "createNotebookTags",
		verb: "add",
		kind: "write",
		method: "POST",
		permission: "modelarts:notebook:tagResource",
	},
	removeTags: {
		operation: "deleteNotebookTags",
		verb: "remove",
		kind: "write",
		method: "DELETE",
		permission: "modelarts:notebook:unTagResource",
	},
} as const satisfies Record<string, Operation>;
