import type { Operation } from "../http/operation";

/** The documented operations: how messages name them, how they may be repeated, which permission they need. */
export const operations = {
	registerImage: {
		operation: "registerImage",
		verb: "register",
		kind: "create",
		method: "POST",
		permission: "modelarts:image:register",
	},
	listImages: {
		operation: "listImages",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "modelarts:image:list",
	},
	showImage: {
		operation: "showImage",
		verb: "read",
		kind: "read",
		method: "GET",
		permission: "modelarts:image:get",
	},
	deleteImage: {
		operation: "deleteImage",
		verb: "delete",
		// Nobody looks while it is busy; twice is as good as once.
		kind: "write",
		method: "DELETE",
		permission: "modelarts:image:delete",
	},
} as const satisfies Record<string, Operation>;
