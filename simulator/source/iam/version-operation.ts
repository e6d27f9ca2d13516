import type { HttpResponse, OperationRequest } from "../gateway/operation";

/** `GET /v3`: OpenStack clients request it first, and continue at the URL that it names. */
export function showVersion({ headers: { host = "iam.example.com" } }: OperationRequest): HttpResponse {
	const version = {
		id: "v3.6",
		status: "stable",
		updated: "2016-04-04T00:00:00Z",
		links: [{ rel: "self", href: `http://${host}/v3/` }],
		"media-types": [{ base: "application/json", type: "application/vnd.openstack.identity-v3+json" }],
	};
	return { status: 200, body: { version } };
}
