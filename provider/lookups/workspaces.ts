import { list, object, string, type TypesOf } from "../definition/fields";
import { choose, isAsked } from "./choose";
import { listOnce } from "./list-once";
import { defineLookup, everywhere, requirement } from "./lookup";

const workspace = object({
	/** What the input `workspaceId` of a resource takes. */
	id: string(),
	/** `default` is the one that everybody has. */
	name: string(),
	/** `NORMAL`, or why nothing can be created in it. */
	status: string(),
});

/**
 * The workspaces that the caller may enter (API page: "Querying the Workspace List", `GET /v1/{project_id}/workspaces`).
 *
 * Open Telekom Cloud has no such API, and not every account on Huawei Cloud may use it.
 */
export const workspaces = defineLookup({
	name: "getWorkspaces",
	args: {
		/** The whole name. */
		name: string({ optional: true }),
		/** `NORMAL`: those in which something can be created. */
		status: string({ optional: true }),
		...requirement,
		...everywhere,
	},
	result: {
		/** In the order of the service. */
		workspaces: list(workspace),
	},
	async run({ name, status, required }, { services, ...options }) {
		const all = await listOnce(services, "workspaces", () => services.workspaces.listWorkspaces(options));
		const found = choose(all, {
			kind: "workspaces",
			services,
			nameOf: (one) => one.name,
			name,
			fits: (one) => isAsked(status, one.status),
			required,
		});
		return { workspaces: found.map(({ id, name, status }) => ({ id, name, status })) };
	},
});

export type Args = TypesOf<(typeof workspaces)["args"]>;
export type Result = TypesOf<(typeof workspaces)["result"]>;
