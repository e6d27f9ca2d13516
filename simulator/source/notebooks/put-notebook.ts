import { mergePatch } from "../objects/merge-patch";
import { putItem } from "../objects/put-item";
import { isObject } from "../settings/setting";
import { showImage } from "./image-rules";
import { renewLease } from "./lease";
import { makeNotebook } from "./make-notebook";
import type { Mount, Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";

/**
 * What `POST /_admin/objects {"notebooks": [...]}` does with each item: an out-of-band change.
 *
 * - `{"id": "…", "patch": {…}}` (or `"name"`): merges into the notebook, in the shape of the responses; a new `status`
 *   cancels the planned steps, a `lease` counts from now on.
 * - `{"id": "…", "remove": true}`: removes it at once.
 * - `{"create": {<body of a create>}, "projectId", "user": {"id", "name"}, "patch"}`: a new
 *   notebook, RUNNING, not validated.
 */
export function putNotebook(item: unknown, notebooks: Notebooks): object {
	const { store } = notebooks;
	return putItem<Notebook>(item, {
		kind: "notebook",
		list: "notebooks",
		key: "name",
		find: (idOrName) => store.findAnywhere(idOrName),
		remove: (id) => store.remove(id),
		add: (create, entry) => addNotebook(create, entry, notebooks),
		patch: (notebook, patch) => patchNotebook(notebook, patch, notebooks),
		show: (notebook) => notebooks.showToAdmin(notebook),
	});
}

function addNotebook(create: Record<string, unknown>, item: Record<string, unknown>, notebooks: Notebooks): Notebook {
	const { accounts, store } = notebooks;
	const { projectId = accounts.projects()[0]?.id, patch, user } = item;
	const { image_id: imageId = "e1a07296-22a8-4f05-8bc8-e936c8e54090" } = create;
	const defaults = {
		name: "unnamed",
		flavor: "modelarts.vm.cpu.2u",
		volume: { category: "EVS", ownership: "MANAGED" },
	};
	const caller = accounts.toCaller(accounts.findUser(undefined), "all");
	const request = { ...defaults, ...create, image_id: String(imageId) };
	const image = notebooks.images.store.findAnywhere(request.image_id);
	const shown = image ? showImage(image) : { id: request.image_id };
	const notebook = makeNotebook(request, shown, String(projectId), caller, notebooks);
	if (isObject(user)) mergePatch(notebook.record.user, user);
	patchNotebook(notebook, { status: "RUNNING", ...(isObject(patch) ? patch : {}) }, notebooks);
	store.add(notebook);
	return notebook;
}

function patchNotebook(notebook: Notebook, patch: Record<string, unknown>, { core, timeline }: Notebooks): void {
	const { status, lease, data_volumes: mounts, ...rest } = patch;
	if (isObject(lease)) renewLease(notebook.lease, core, lease, true);
	if (typeof status === "string") timeline.change(notebook, status);
	else if (isObject(lease) && notebook.record.status === "RUNNING") timeline.rearmLease(notebook);
	if (isObject(rest["volume"])) notebook.volumeSteps = [];
	if (Array.isArray(mounts))
		notebook.mounts = mounts.map((mount: Record<string, unknown>) => readMount(mount, notebook, core));
	mergePatch(notebook.record, rest);
}

/**
 * Reads a mount in either shape: with `url`, as the notebook shows it, or with `uri` and an `id`, as the list of mounts
 * does. Without an id, it is the existing mount with the same path.
 */
function readMount(
	{ id, url = "", ...record }: Record<string, unknown>,
	{ mounts }: Notebook,
	{ random }: Notebooks["core"],
): Mount {
	const uri = String(url);
	const current = mounts.find((mount) => mount.record.mount_path === record["mount_path"]);
	const defaults = { category: "OBSFS", mount_path: "/data/", uri, status: "MOUNTED", mount_type: "DYNAMIC" };
	const known = typeof id === "string" ? id : current?.id;
	return { id: known ?? random.uuid("mount id"), record: { ...defaults, ...record }, steps: [] };
}
