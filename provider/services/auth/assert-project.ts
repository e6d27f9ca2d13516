import type { OperationRequest, RequestOptions } from "../http/operation";
import type { Client } from "../http/client";
import { operations } from "../ims/operations";
import { buildPath } from "../http/url";

/**
 * A client of IMS for a token that somebody else got.
 *
 * Most paths of IMS name no project: the token's counts, whatever the settings and the state say. With the token of
 * another project, an image that is there would seem to be gone, and a new one would be made in the wrong place. So
 * the first call of all is one whose path names the project: the service refuses it if the token does not belong there.
 */
export function assertProject(client: Client, projectId: string): Client {
	const about = { ...operations.findImagesByTag, verb: "check", object: `that the token is for project ${projectId}` };
	const path = buildPath("v2", projectId, "images", "resource_instances", "action");
	const body = { action: "filter", limit: "1", offset: "0", tags: [{ key: "pulumi", values: [] }] };

	let confirmed = false;

	async function confirm(options: RequestOptions | undefined): Promise<void> {
		await client.perform(
			{ ...about, path, body, read: (answer) => ("total_count" in answer ? true : undefined) },
			options,
		);
		confirmed = true;
	}

	return {
		async perform<T>(call: OperationRequest<T>, options?: RequestOptions) {
			const named = call.path.startsWith(`/v1/${projectId}/`) || call.path.startsWith(`/v2/${projectId}/`);
			if (!confirmed && !named) await confirm(options);
			return client.perform(call, options);
		},
		readList: (read, options) => client.readList(read, options),
	};
}
