import type { Call } from "./call";

type Operation = Pick<Call<unknown>, "operation" | "verb" | "kind" | "method" | "permission">;

/** The documented operations: how messages name them, how they may be repeated, which permission they need. */
export const operations = {
	createInstance: {
		operation: "createInstance",
		verb: "create",
		kind: "create",
		method: "POST",
		permission: "modelarts:notebook:create",
	},
	listInstances: {
		operation: "listInstances",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:list",
	},
	getInstance: {
		operation: "getInstance",
		verb: "read",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:get",
	},
	updateInstance: {
		operation: "updateInstance",
		verb: "update",
		kind: "write",
		method: "PUT",
		permission: "modelarts:notebook:update",
	},
	deleteInstance: {
		operation: "deleteInstance",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		permission: "modelarts:notebook:delete",
	},
	changeInstanceStatus: {
		operation: "changeInstanceStatus",
		verb: "change",
		kind: "transition",
		method: "POST",
		permission: "modelarts:notebook:action",
	},
	getInstanceToken: {
		operation: "getInstanceToken",
		verb: "get a token for",
		kind: "read",
		method: "GET",
		permission: "modelarts:notebook:access",
	},
} as const satisfies Record<string, Operation>;
