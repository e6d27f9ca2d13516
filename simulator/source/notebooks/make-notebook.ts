import type { Caller } from "../iam/identities";
import { makeLease } from "./lease";
import type { Endpoint, Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import type { CreateRequest } from "./request-types";
import { makeVolume } from "./volume-rules";

/** Creates a notebook from a validated request, with the documented defaults. */
export function makeNotebook(
	request: CreateRequest,
	image: Record<string, unknown>,
	projectId: string,
	caller: Caller,
	{ core }: Notebooks,
): Notebook {
	const { name, flavor, description, feature, pool_id: poolId, workspace_id: workspaceId, hooks, volume } = request;
	const { userId, userName, domainId, domainName } = caller;
	const now = core.shownNow();
	return {
		id: core.random.uuid("notebook id"),
		projectId,
		lease: makeLease(core, readLease(request)),
		token: core.random.uuid("notebook token"),
		sshPort: core.random.between("notebook ssh port", [30_000, 32_767]),
		steps: [],
		volumeSteps: [],
		mounts: [],
		record: {
			name,
			description: description ?? "",
			status: "INIT",
			feature: feature?.toUpperCase() ?? "NOTEBOOK",
			flavor,
			image,
			volume: makeVolume(volume, core),
			endpoints: fillEndpoints(request.endpoints ?? []),
			...(poolId && { pool: { id: poolId, name: poolId } }),
			workspace_id: workspaceId ?? "0",
			user: { id: userId, name: userName, domain: { id: domainId, name: domainName } },
			tags: [],
			...(hooks !== undefined && hooks !== null && { hooks }),
			create_at: now,
			update_at: now,
		},
	};
}

/** The older field `duration` takes precedence over the lease. */
export function readLease({ duration, lease }: Pick<CreateRequest, "duration" | "lease">) {
	return { duration: duration ?? lease?.duration, type: lease?.type };
}

export function fillEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
	return endpoints.map((endpoint) => ({ ...endpoint, service: endpoint.service?.toUpperCase() }));
}
