import { mergePatch } from "../objects/merge-patch";
import { isObject } from "../settings/setting";
import type { Demanager } from "./demanager";
import { makeInstance } from "./make-instance";

/**
 * What `POST /_admin/objects {"instances": [...]}` does with each item: changes behind the client's back.
 *
 * - `{"id": "DE-…", "patch": {…}}` (or `"name"`): merges into the instance; a new `status` ends what was under way.
 * - `{"id": "DE-…", "remove": true}`: gone without a trace.
 * - `{"create": {<body of a create>}, "projectId", "user": {"id", "name"}, "patch"}`: a new one, RUNNING, nobody checks it.
 */
export function putInstance(item: unknown, demanager: Demanager): object {
	if (!isObject(item)) throw new Error("Each of instances must be an object.");
	const { create, id, name, patch, remove } = item;
	if (isObject(create)) return addInstance(create, item, demanager);
	const instance = demanager.store.findAnywhere(String(id ?? name));
	if (!instance) throw new Error(`There is no instance '${String(id ?? name)}'.`);
	if (remove === true) {
		demanager.store.remove(instance.id);
		return { id: instance.id };
	}
	if (!isObject(patch)) throw new Error("An instance needs 'patch', 'remove' or 'create'.");
	const { status, ...rest } = patch;
	if (typeof status === "string") demanager.timeline.change(instance, status);
	mergePatch(instance.record, rest);
	return demanager.show(instance);
}

function addInstance(create: Record<string, unknown>, item: Record<string, unknown>, demanager: Demanager): object {
	const { core, accounts, store, timeline } = demanager;
	const request = { name: "unnamed", profile_id: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u" };
	const spec = { storage: { type: "evs" } };
	const projectId = typeof item["projectId"] === "string" ? item["projectId"] : (accounts.projects()[0]?.id ?? "");
	const caller = accounts.toCaller(accounts.findUser(undefined), "all");
	const instance = makeInstance(core, projectId, caller, { ...request, spec, ...create });
	const patch = isObject(item["patch"]) ? item["patch"] : {};
	if (isObject(item["user"])) mergePatch(instance.record.user, item["user"]);
	const { status = "RUNNING", ...rest } = patch;
	timeline.change(instance, String(status));
	mergePatch(instance.record, rest);
	store.add(instance);
	return demanager.show(instance);
}
