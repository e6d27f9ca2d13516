import type { Context, Properties } from "../../lifecycle/contract";
import type { EndpointBody, HookBody, NotebookResponse } from "../../services/modelarts/notebooks";
import { nameService } from "./endpoint-list";
import { toTagMap } from "./definition";

/** The inputs of an existing notebook that a read compares only where they are declared. */
export async function declareUnread(id: string, context: Context): Promise<Properties> {
	return declareNotebook(await context.cloud.notebooks.showNotebook(id, context));
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
