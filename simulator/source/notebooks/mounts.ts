import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { paginate } from "../modelarts/paginate";
import { readBody } from "../modelarts/read-body";
import { getForAction, getForRead } from "./get-notebook";
import type { Mount, Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { mountSchema } from "./request-schemas";
import type { MountRequest } from "./request-types";
import { showMount } from "./show-notebook";

/** Mounts a parallel file system into a running notebook: MOUNTING, then MOUNTED. The category OBS becomes OBSFS. */
export function attachDynamicStorage(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, errors } = notebooks;
	const notebook = getForAction("useRunning", request, notebooks);
	const { refuseUnknownFields } = core.settings.values;
	const body = readBody<MountRequest>(request.body, mountSchema, errors, refuseUnknownFields);
	checkMount(body, notebook, notebooks);
	const { category, mount_path, uri, efs_id: efsId } = body;
	const mount: Mount = {
		id: core.random.uuid("mount id"),
		record: {
			category: category?.toUpperCase() === "EFS" ? "EFS" : "OBSFS",
			mount_path,
			uri,
			status: "MOUNTING",
			...(efsId && { efs_id: efsId }),
			mount_type: "DYNAMIC",
		},
		steps: [],
	};
	notebooks.timeline.planMount(notebook, mount, "attachDynamicStorage");
	notebook.mounts.push(mount);
	return notebooks.createResponse(showMount(mount));
}

export function listDynamicStorages(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const shown = getForRead(request, notebooks).mounts.map(showMount);
	const { firstNotebookPage: firstPage } = notebooks.core.settings.values;
	const limit = Math.max(shown.length, 1);
	return { status: 200, body: paginate(shown, { limit, offset: 0, maxSize: null, firstPage }) };
}

export function showDynamicStorage(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	return { status: 200, body: showMount(findMount(request, getForRead(request, notebooks), notebooks)) };
}

/** Unmounts storage from a running notebook: UNMOUNTING, then removed. A mount in transition is rejected. */
export function detachDynamicStorage(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { errors, timeline } = notebooks;
	const notebook = getForAction("useRunning", request, notebooks);
	const mount = findMount(request, notebook, notebooks);
	const stableStatuses = ["MOUNTED", "MOUNT_FAILED", "UNMOUNT_FAILED"];
	if (!stableStatuses.includes(mount.record.status)) throw errors.create("6357");
	mount.record.status = "UNMOUNTING";
	timeline.planMount(notebook, mount, "detachDynamicStorage");
	return notebooks.createResponse(showMount(mount), 204);
}

function findMount({ params }: OperationRequest, { mounts }: Notebook, notebooks: Notebooks): Mount {
	const mount = mounts.find(({ id }) => id === params["storage_id"]);
	if (!mount) throw notebooks.createNotFoundError(params["storage_id"]);
	return mount;
}

/**
 * Checks that the storage is a folder of a parallel file system, and the mount path is free and below /data. The error
 * codes are inferred.
 */
function checkMount({ category, mount_path: path, uri }: MountRequest, { mounts }: Notebook, notebooks: Notebooks) {
	const { core, errors } = notebooks;
	const { mountLimit, strictWorld } = core.settings.values;
	const existing = mounts.filter(({ record }) => record.status !== "UNMOUNTED");
	if (!/^\/data\/[^/]/.test(path)) throw errors.create("6336", "mount_path");
	if (existing.some(({ record }) => withoutSlash(record.mount_path) === withoutSlash(path)))
		throw errors.create("6336", "mount_path");
	if (category?.toUpperCase() !== "EFS") {
		const inside = /^obs:\/\/([^/].*)$/.exec(uri)?.[1];
		if (inside === undefined) throw errors.create("6336", "uri");
		const found = core.objects.find("files", inside) ?? core.objects.findByPrefix("files", inside);
		if (strictWorld && !found) throw errors.create("6320", "the bucket or the directory does not exist");
	}
	if (mountLimit !== null && existing.length >= mountLimit) throw errors.create("0118");
}

function withoutSlash(path: string): string {
	return path.replace(/\/+$/, "");
}
