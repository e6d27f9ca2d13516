import type { Call } from "./call";

type Operation = Pick<Call<unknown>, "operation" | "verb" | "kind" | "method" | "permission">;

/** The documented operations: how messages name them, how they may be repeated, which permission they need. */
export const operations = {
	createImage: {
		operation: "createImage",
		verb: "create",
		kind: "create",
		method: "POST",
		permission: "ims:serverImages:create",
	},
	listImages: {
		operation: "listImages",
		verb: "list",
		kind: "read",
		method: "GET",
		permission: "ims:images:list",
	},
	findImage: {
		operation: "listImages",
		verb: "read",
		kind: "read",
		method: "GET",
		permission: "ims:images:list",
	},
	updateImage: {
		operation: "updateImage",
		verb: "update",
		kind: "write",
		method: "PATCH",
		permission: "ims:images:update",
	},
	deleteImage: {
		operation: "glanceDeleteImage",
		verb: "delete",
		kind: "transition",
		method: "DELETE",
		permission: "ims:images:delete",
	},
	listOsVersions: {
		operation: "listOsVersions",
		verb: "list",
		kind: "read",
		method: "GET",
	},
	showJob: {
		operation: "showJob",
		verb: "read",
		kind: "read",
		method: "GET",
	},
	listTags: {
		operation: "listImageTags",
		verb: "read",
		kind: "read",
		method: "GET",
		permission: "ims:images:list",
	},
	addTags: {
		operation: "batchAddOrDeleteTags",
		verb: "set",
		kind: "write",
		method: "POST",
		permission: "ims:images:update",
	},
	removeTags: {
		operation: "batchAddOrDeleteTags",
		verb: "remove",
		kind: "write",
		method: "POST",
		permission: "ims:images:update",
	},
	findImagesByTag: {
		operation: "listImageByTags",
		verb: "find",
		kind: "read",
		method: "POST",
		permission: "ims:images:list",
	},
} as const satisfies Record<string, Operation>;
