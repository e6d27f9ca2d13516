import type { Core } from "../core";
import type { HttpResponse, OperationRequest, Service } from "../gateway/operation";
import { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { QueryReader } from "../modelarts/read-query";

const family = "workspaces";

/** How many of each there may be; nothing uses any. */
const QUOTAS = { pool: 15, network: 15 };

/** What belongs to the account rather than to notebooks: the workspaces of the settings, and quotas. Both are read-only. */
export function makeWorkspaceService(core: Core): Service {
	const errors = new ModelArtsErrors(core);
	return {
		name: family,
		operations: [
			{
				name: "listWorkspaces",
				method: "GET",
				path: "/v1/:project_id/workspaces",
				family,
				run: (request) => listWorkspaces(request, core, errors),
			},
			{ name: "listQuotas", method: "GET", path: "/v1/:project_id/quotas", family, run: listQuotas },
		],
		show: () => ({}),
		reset: () => undefined,
	};
}

function listWorkspaces({ query }: OperationRequest, core: Core, errors: ModelArtsErrors): HttpResponse {
	const { workspaces, brokenWorkspaces } = core.settings.values;
	const reader = new QueryReader(query, errors);
	const [limit, offset] = [reader.count("limit", 1000, 1), reader.count("offset")];
	const ids = [...new Set(["0", ...(workspaces ?? []), ...brokenWorkspaces])];
	const found = ids.map((id) => ({
		// As in the sample.
		id: id === "0" ? 0 : id,
		name: id === "0" ? "default" : `workspace-${id.slice(0, 8)}`,
		description: "",
		enterprise_project_id: "0",
		auth_type: "public",
		status: brokenWorkspaces.includes(id) ? "CREATE_FAILED" : "NORMAL",
		create_time: 0,
		update_time: 0,
	}));
	const shown = found.slice(offset, offset + limit);
	return { status: 200, body: { total_count: found.length, count: shown.length, workspaces: shown } };
}

/** The quota as a number, what is used as text: the table and the sample of the documents differ. */
function listQuotas(): HttpResponse {
	const resources = Object.entries(QUOTAS).map(([type, quota]) => ({ type, quota, used: "0" }));
	return { status: 200, body: { quotas: { resources } } };
}
