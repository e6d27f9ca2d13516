import type { Operation } from "../http/operation";

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
		permission: "ims:images:list",
	},
	showJob: {
		operation: "showJob",
		verb: "read",
		kind: "read",
		method: "GET",
		// No list of permissions names the jobs: it is that of what they make.
		permission: "ims:images:get",
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
