import type { Operation } from "../http/operation";

/** What users whose region does not know this API may use in its place. */
const alternative = { missing: "NotebookInstance", use: "Notebook" };

/** The documented operations: how messages name them, how they may be repeated, which permission they need. */
export const operations = {
	createInstance: {
		operation: "createInstance",
		verb: "create",
		kind: "create",
		method: "POST",
		permission: "modelarts:notebook:create",
		alternative,
	},
	listInstances: {
		operation: "listInstances",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:list",
		alternative,
	},
	getInstance: {
		operation: "getInstance",
		verb: "read",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:get",
		alternative,
	},
	updateInstance: {
		operation: "updateInstance",
		verb: "update",
		kind: "write",
		method: "PUT",
		permission: "modelarts:notebook:update",
		alternative,
	},
	deleteInstance: {
		operation: "deleteInstance",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		permission: "modelarts:notebook:delete",
		alternative,
	},
	changeInstanceStatus: {
		operation: "changeInstanceStatus",
		verb: "change",
		kind: "transition",
		method: "POST",
		permission: "modelarts:notebook:action",
		alternative,
	},
	getInstanceToken: {
		operation: "getInstanceToken",
		verb: "get a token for",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:access",
		alternative,
	},
} as const satisfies Record<string, Operation>;
