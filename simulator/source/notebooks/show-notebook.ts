import type { Core } from "../core";
import type { Accounts } from "../iam/accounts";
import { showLease } from "./lease";
import type { Endpoint, Mount, Notebook } from "./notebook";
import { showProgress } from "./progress";

/** A notebook as responses show it at the current time. */
export function showNotebook(core: Core, accounts: Accounts, notebook: Notebook): Record<string, unknown> {
	const { id, record, lease, token, mounts } = notebook;
	const { hooks, endpoints, ...rest } = record;
	const region = accounts.getRegion(notebook.projectId);
	const progress = showProgress(core, notebook);
	return {
		id,
		...rest,
		token,
		url: `https://authoring-modelarts-${region}.example.com/${id}/lab`,
		lease: showLease(lease),
		endpoints: endpoints.map((endpoint) => showEndpoint(endpoint, notebook, region)),
		data_volumes: mounts.map(showVolume),
		user_id: record.user.id,
		billing_items: listBillingItems(record),
		...(progress && { action_progress: progress }),
		...(core.settings.values.showHooks && hooks !== undefined && { hooks }),
	};
}

/** The items that are charged: of a stopped notebook only the storage. */
export function listBillingItems({ status }: Notebook["record"]): string[] {
	return status === "STOPPED" ? ["STORAGE"] : ["STORAGE", "COMPUTE"];
}

/** An endpoint with the keys of both editions. It has an address only while the notebook runs. */
function showEndpoint({ service, key_pair_names, allowed_access_ips }: Endpoint, notebook: Notebook, region: string) {
	const host = `authoring-ssh-modelarts-${region}.example.com`;
	const hasAddress = service === "SSH" && ["RUNNING", "SNAPSHOTTING"].includes(notebook.record.status);
	return {
		service,
		dev_service: service,
		...(hasAddress && { uri: `ssh://ma-user@${host}:${notebook.sshPort}` }),
		...(key_pair_names && { key_pair_names, ssh_keys: key_pair_names }),
		...(allowed_access_ips && { allowed_access_ips }),
	};
}

/** A mount as the notebook shows it: without an id, and with `url` instead of the `uri` of the list of mounts. */
function showVolume({ record: { category, mount_path, uri, status, mount_type } }: Mount): Record<string, unknown> {
	return { category, mount_path, url: uri, status, mount_type };
}

/** A mount as the mount operations show it. */
export function showMount({ id, record }: Mount): Record<string, unknown> {
	return { id, ...record };
}
