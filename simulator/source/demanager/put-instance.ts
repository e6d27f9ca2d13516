import { mergePatch } from "../objects/merge-patch";
import { putItem } from "../objects/put-item";
import { isObject } from "../settings/setting";
import type { Demanager } from "./demanager";
import type { Instance } from "./instance";
import { makeInstance } from "./make-instance";

/**
 * What `POST /_admin/objects {"instances": [...]}` does with each item: an out-of-band change.
 *
 * - `{"id": "DE-…", "patch": {…}}` (or `"name"`): merges into the instance; a new `status` cancels the planned steps.
 * - `{"id": "DE-…", "remove": true}`: removes it at once.
 * - `{"create": {<body of a create>}, "projectId", "user": {"id", "name"}, "patch"}`: a new
 *   instance, RUNNING, not validated.
 */
export function putInstance(item: unknown, demanager: Demanager): object {
	const { store } = demanager;
	return putItem<Instance>(item, {
		kind: "instance",
		list: "instances",
		key: "name",
		find: (idOrName) => store.findAnywhere(idOrName),
		remove: (id) => store.remove(id),
		add: (create, entry) => addInstance(create, entry, demanager),
		patch: (instance, patch) => patchInstance(instance, patch, demanager),
		show: (instance) => demanager.show(instance),
	});
}

function addInstance(create: Record<string, unknown>, item: Record<string, unknown>, demanager: Demanager): Instance {
	const { core, accounts, store } = demanager;
	const request = { name: "unnamed", profile_id: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u" };
	const spec = { storage: { type: "evs" } };
	const { projectId = accounts.projects()[0]?.id, patch, user } = item;
	const caller = accounts.toCaller(accounts.findUser(undefined), "all");
	const instance = makeInstance(core, String(projectId), caller, { ...request, spec, ...create });
	if (isObject(user)) mergePatch(instance.record.user, user);
	patchInstance(instance, { status: "RUNNING", ...(isObject(patch) ? patch : {}) }, demanager);
	store.add(instance);
	return instance;
}

function patchInstance(
	instance: Instance,
	{ status, ...rest }: Record<string, unknown>,
	{ timeline }: Demanager,
): void {
	if (typeof status === "string") timeline.change(instance, status);
	mergePatch(instance.record, rest);
}
