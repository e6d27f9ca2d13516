import type { Properties } from "../../lifecycle/contract";
import { isThere, listDescribed, type ObjectInventory, readDescriptionOf } from "../../lifecycle/inventory";
import type { EndpointBody, HookBody, NotebookResponse } from "../../services/modelarts/notebooks";
import { toTagMap } from "../../definition/tags";
import { nameService } from "./endpoint-list";
import { get } from "./poll";

export const inventory: ObjectInventory = {
	markerIn: "description",
	isByWorkspace: true,

	async list(services, workspace_id) {
		const found = await services.notebooks.listNotebooks({ workspace_id });
		return found.filter(isThere).map((notebook) => listDescribed(notebook, describe(notebook)));
	},

	readMarker: async (id, context) => readDescriptionOf(await get(id, context)),

	declareUnread: async (id, context) => declareNotebook(await context.services.notebooks.showNotebook(id, context)),
};

function describe({ flavor, volume, create_at: createdAt }: NotebookResponse) {
	const diskSize = volume?.ownership?.toUpperCase() === "DEDICATED" ? undefined : volume?.capacity;
	return { createdAt, billed: { machine: flavor, diskSize } };
}

/** Declares an existing notebook: every input that differs from the default. */
export function declareNotebook({ volume = {}, endpoints = [], pool, tags = [], hooks }: NotebookResponse): Properties {
	const { category, ownership, capacity, uri, id } = volume;
	const isDedicated = ownership?.toUpperCase() === "DEDICATED";
	const own = tags.filter(({ key }) => !key.startsWith("_sys_"));
	const { pre_start: preStart, post_start: postStart } = hooks?.container_hooks ?? {};
	return {
		volume: { category, capacity, ...(isDedicated && { ownership, uri, id }) },
		endpoints: declareEndpoints(endpoints),
		poolId: pool?.id || undefined,
		tags: own.length > 0 ? toTagMap(own) : undefined,
		hooks:
			preStart || postStart ? { containerHooks: { preStart: hook(preStart), postStart: hook(postStart) } } : undefined,
	};
}

/** The notebook's own page is always present. */
function declareEndpoints(endpoints: readonly EndpointBody[]) {
	const ssh = endpoints.filter((endpoint) => nameService(endpoint) === "SSH");
	if (ssh.length === 0) return undefined;
	return ssh.map(({ key_pair_names: names, ssh_keys: older, allowed_access_ips: allowedAccessIps }) => ({
		service: "SSH",
		keyPairNames: names ?? older,
		allowedAccessIps,
	}));
}

function hook(body: HookBody | undefined) {
	return body && { script: body.script, type: body.type };
}
