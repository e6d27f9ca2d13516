import type { Answer, Call } from "../gateway/operation";
import { cutPage } from "../modelarts/page";
import { readBody } from "../modelarts/read-body";
import { findFor, findForLook } from "./find-for";
import type { Mount, Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { mountShape } from "./request-shapes";
import type { MountRequest } from "./request-types";
import { showMount } from "./show-notebook";

/** Mounts a parallel file system into a running notebook: MOUNTING, then MOUNTED. What was sent as OBS is an OBSFS. */
export function attachDynamicStorage(call: Call, notebooks: Notebooks): Answer {
	const { core, refusals } = notebooks;
	const notebook = findFor("useRunning", call, notebooks);
	const { refuseUnknownFields } = core.settings.values;
	const request = readBody<MountRequest>(call.body, mountShape, refusals, refuseUnknownFields);
	checkMount(request, notebook, notebooks);
	const { category, mount_path, uri, efs_id: efsId } = request;
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
	return notebooks.answer(showMount(mount));
}

export function listDynamicStorages(call: Call, notebooks: Notebooks): Answer {
	const shown = findForLook(call, notebooks).mounts.map(showMount);
	const { firstNotebookPage: firstPage } = notebooks.core.settings.values;
	const limit = Math.max(shown.length, 1);
	return { status: 200, body: cutPage(shown, { limit, offset: 0, most: null, firstPage }) };
}

export function showDynamicStorage(call: Call, notebooks: Notebooks): Answer {
	return { status: 200, body: showMount(findMount(call, findForLook(call, notebooks), notebooks)) };
}

/** UNMOUNTING, then gone; only in a running notebook, and not while something is done to the mount. */
export function detachDynamicStorage(call: Call, notebooks: Notebooks): Answer {
	const { refusals, timeline } = notebooks;
	const notebook = findFor("useRunning", call, notebooks);
	const mount = findMount(call, notebook, notebooks);
	const settled = ["MOUNTED", "MOUNT_FAILED", "UNMOUNT_FAILED"];
	if (!settled.includes(mount.record.status)) throw refusals.refuse("6357");
	mount.record.status = "UNMOUNTING";
	timeline.planMount(notebook, mount, "detachDynamicStorage");
	return notebooks.answer(showMount(mount), 204);
}

function findMount({ params }: Call, { mounts }: Notebook, notebooks: Notebooks): Mount {
	const mount = mounts.find(({ id }) => id === params["storage_id"]);
	if (!mount) throw notebooks.refuseUnknown(params["storage_id"]);
	return mount;
}

/** A folder of a parallel file system, at a place of its own below /data. Which errors these are is inferred. */
function checkMount({ category, mount_path: path, uri }: MountRequest, { mounts }: Notebook, notebooks: Notebooks) {
	const { core, refusals } = notebooks;
	const { mountLimit, strictWorld } = core.settings.values;
	const living = mounts.filter(({ record }) => record.status !== "UNMOUNTED");
	if (!/^\/data\/[^/]/.test(path)) throw refusals.refuse("6336", "mount_path");
	if (living.some(({ record }) => withoutSlash(record.mount_path) === withoutSlash(path)))
		throw refusals.refuse("6336", "mount_path");
	if (category?.toUpperCase() !== "EFS") {
		const inside = /^obs:\/\/([^/].*)$/.exec(uri)?.[1];
		if (inside === undefined) throw refusals.refuse("6336", "uri");
		const found = core.objects.find("files", inside) ?? core.objects.findBelow("files", inside);
		if (strictWorld && !found) throw refusals.refuse("6320", "the bucket or the directory does not exist");
	}
	if (mountLimit !== null && living.length >= mountLimit) throw refusals.refuse("0118");
}

function withoutSlash(path: string): string {
	return path.replace(/\/+$/, "");
}
