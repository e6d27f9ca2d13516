import type { Client } from "../http/client";
import { buildRequest, type OperationRequest, type RequestOptions } from "../http/operation";
import { operations } from "../ims/tags";

/**
 * A client of IMS for a token that the user has got elsewhere.
 *
 * Most paths of IMS name no project: the token's counts, whatever the configuration and the state say. With the token of
 * another project, an existing image would seem to be deleted, and a new one would be created in the wrong place. So the
 * very first request is one whose path names the project: the service rejects it if the token does not belong there.
 */
export function assertProject(client: Client, projectId: string): Client {
	const confirmation: OperationRequest<true> = {
		...buildRequest(operations.findImagesByTag, { projectId }, ["pulumi", [], 0, 1]),
		verb: "check",
		object: `that the token is for project ${projectId}`,
		read: (body) => ("total_count" in body ? true : undefined),
	};
	let isConfirmed = false;

	return {
		async request<T>(request: OperationRequest<T>, options?: RequestOptions) {
			const { path } = request;
			const namesProject = path.startsWith(`/v1/${projectId}/`) || path.startsWith(`/v2/${projectId}/`);
			if (!isConfirmed && !namesProject) isConfirmed = await client.request(confirmation, options);
			return client.request(request, options);
		},
		readList: (read, options) => client.readList(read, options),
	};
}
