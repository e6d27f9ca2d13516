import type {
	CreateNotebookBody,
	EndpointBody,
	HookBody,
	HooksBody,
	NewLease,
	Notebook,
} from "../../services/modelarts/notebooks";
import type { Location } from "../../lifecycle/contract";
import { isForEver } from "./diff";
import type { Endpoint, Hook, Hooks, Inputs, Lease, Outputs } from "./properties";

/**
 * Between our names and the API's: inputs -> request, answer -> outputs.
 *
 * `JSON.stringify` leaves out what is `undefined`, so that only what the user gave is sent.
 */

/** The body of `createNotebook`. The description is the caller's: the mark first, the user's own when it runs. */
export function toCreateBody(inputs: Inputs, description: string): CreateNotebookBody {
	const { volume, lease, hooks } = inputs;
	return {
		name: inputs.name,
		description,
		flavor: inputs.flavor,
		image_id: inputs.imageId,
		volume: {
			category: volume.category.toUpperCase(),
			ownership: (volume.ownership ?? "MANAGED").toUpperCase(),
			capacity: volume.capacity,
			uri: volume.uri,
			id: volume.id,
		},
		...toLeaseOfBody(lease),
		endpoints: inputs.endpoints && toEndpointBodies(inputs.endpoints),
		feature: inputs.feature,
		pool_id: inputs.poolId,
		workspace_id: inputs.workspaceId,
		hooks: hooks && toHooksBody(hooks),
	};
}

/** For ever can only be said beside `lease`. */
function toLeaseOfBody(lease: Lease | undefined): Pick<CreateNotebookBody, "duration" | "lease"> {
	const { duration, type } = toNewLease(lease);
	if (duration === -1) return { duration };
	return duration === undefined && type === undefined ? {} : { lease: { duration, type } };
}

/** What a start or a renewal says of the time until the notebook is stopped; nothing for the service's default. */
export function toNewLease(lease: Lease | undefined): NewLease {
	return isForEver(lease) ? { duration: -1 } : { duration: lease?.duration, type: lease?.type?.toLowerCase() };
}

export function toEndpointBodies(endpoints: Endpoint[]): EndpointBody[] {
	return endpoints.map(({ service, keyPairNames, allowedAccessIps }) => ({
		service,
		key_pair_names: keyPairNames,
		allowed_access_ips: allowedAccessIps,
	}));
}

function toHooksBody({ containerHooks }: Hooks): HooksBody {
	const { preStart, postStart } = containerHooks;
	return { container_hooks: { pre_start: toHookBody(preStart), post_start: toHookBody(postStart) } };
}

function toHookBody(hook: Hook | undefined): HookBody | undefined {
	return hook && { script: hook.script, type: hook.type };
}

/** What is written to the state: every input as it was given, and what only the service knows. */
export function toOutputs(inputs: Inputs, location: Location, notebook: Notebook): Outputs {
	const { image, volume, endpoints } = notebook;
	return {
		...inputs,
		...location,
		status: notebook.status ?? "UNKNOWN",
		url: notebook.url || undefined,
		sshUri: endpoints?.find((endpoint) => nameService(endpoint) === "SSH")?.uri || undefined,
		image: image && { id: image.id, name: image.name, swrPath: image.swr_path, type: image.type },
		poolName: notebook.pool?.name || undefined,
		actualVolume: volume && {
			category: volume.category,
			ownership: volume.ownership,
			capacity: volume.capacity,
			mountPath: volume.mount_path,
			status: volume.status,
			uri: volume.uri,
			id: volume.id,
		},
		leaseEndsAt: readEnd(notebook),
		failReason: notebook.fail_reason || undefined,
		createdAt: toTime(notebook.create_at),
		updatedAt: toTime(notebook.update_at),
		token: inputs.exposeToken ? notebook.token : undefined,
	};
}

/** The oldest answers have another name for it. */
export function nameService({ service, dev_service: older }: EndpointBody): string | undefined {
	return (service ?? older)?.toUpperCase();
}

/** The reported duration counts from the lease's beginning, renewals included. */
function readEnd({ status, lease }: Notebook): string | undefined {
	const { create_at: start, duration = -1, enable = true } = lease ?? {};
	return status === "RUNNING" && enable && start !== undefined && duration > 0 ? toTime(start + duration) : undefined;
}

/** Milliseconds since 1970 in ISO 8601. */
function toTime(milliseconds: number | undefined): string | undefined {
	const time = new Date(Number(milliseconds ?? Number.NaN));
	return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
