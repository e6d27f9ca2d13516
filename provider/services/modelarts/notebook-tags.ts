import { bindOperations } from "../http/bind-operations";
import type { Client } from "../http/client";
import { operation, type RequestOptions } from "../http/operation";

/** The tags of notebooks. */

type Tags = Readonly<Record<string, string>>;

export const operations = {
	/** Adds tags, and gives existing ones a new value; all others stay. */
	addTags: operation({
		name: "createNotebookTags",
		verb: "add",
		kind: "write",
		method: "POST",
		path: "/v1/{project_id}/notebooks/{id}/tags/create",
		permission: "modelarts:notebook:tagResource",
		request: (id: string, tags: Tags) => ({ object: nameTags(id), ids: { id }, body: toBody(tags) }),
	}),

	/** Tags that the notebook does not have are no error. */
	removeTags: operation({
		name: "deleteNotebookTags",
		verb: "remove",
		kind: "write",
		method: "DELETE",
		path: "/v1/{project_id}/notebooks/{id}/tags/delete",
		permission: "modelarts:notebook:unTagResource",
		request: (id: string, tags: Tags) => ({ object: nameTags(id), ids: { id }, body: toBody(tags) }),
	}),
};

export type NotebookTags = ReturnType<typeof createNotebookTags>;

/** The operations; without any tag, nothing is sent. */
export function createNotebookTags(client: Client, projectId: string) {
	const { addTags, removeTags } = bindOperations(client, { projectId }, operations);
	return {
		async addTags(id: string, tags: Tags, options?: RequestOptions): Promise<void> {
			if (Object.keys(tags).length > 0) await addTags(id, tags, options);
		},

		async removeTags(id: string, tags: Tags, options?: RequestOptions): Promise<void> {
			if (Object.keys(tags).length > 0) await removeTags(id, tags, options);
		},
	};
}

function toBody(tags: Tags) {
	return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

function nameTags(id: string): string {
	return `the tags of notebook ${id}`;
}
