import { CloudError } from "../cloud/errors";
import type { Mount } from "../cloud/notebooks";
import type { Context } from "../lifecycle";
import { waitFor } from "../waiting/wait";
import { endWithSlash } from "./changes";
import { isMounted, isSameMount } from "./drift";
import type { NotebookMount } from "./properties";
import type { Tracked } from "./steering";

/** What the service mounts while a notebook runs: parallel file systems. */
const CATEGORY = "OBS";

/**
 * Brings the mounts of a running notebook to what the program declares, by difference: what is not declared any more is
 * taken off, then what is missing is mounted. Mounts that nobody declared are left alone.
 */
export async function applyMounts(
	{ seen: { id } }: Tracked,
	wanted: readonly NotebookMount[],
	before: readonly NotebookMount[],
	context: Context,
): Promise<void> {
	if (wanted.length === 0 && before.length === 0) return;
	const { notebookExtras } = context.cloud;
	const list = () => notebookExtras.listMounts(id, context);

	const there = await list();
	for (const mount of there.filter((one) => isObsolete(one, wanted, before))) {
		await notebookExtras.unmountStorage(id, mount.id, context);
	}
	await settleMounts(id, there, context);

	for (const mount of findMissing(await list(), wanted)) await mountOnce(id, mount, context);
	const ended = await settleMounts(id, await list(), context);
	const failed = findMissing(ended, wanted);
	if (failed.length > 0) throw new Error(`the storage ${failed.map(nameMount).join(", ")} could not be mounted`);
}

/** What is there and neither mounted nor on its way off: declared by us, and either not any more, or it has failed. */
function isObsolete(mount: Mount, wanted: readonly NotebookMount[], before: readonly NotebookMount[]): boolean {
	if (mount.status === "UNMOUNTED" || mount.status === "UNMOUNTING") return false;
	const isWanted = wanted.some((one) => isSameMount(mount, one));
	if (isWanted) return !isMounted(mount);
	return before.some((one) => isSameMount(mount, one));
}

export function findMissing(there: readonly Mount[], wanted: readonly NotebookMount[]): NotebookMount[] {
	return wanted.filter((mount) => !there.some((one) => isMounted(one) && isSameMount(one, mount)));
}

/** An answer that is lost is followed by a look, never by a blind second request. */
async function mountOnce(id: string, mount: NotebookMount, context: Context): Promise<void> {
	const { mountDirectory, storagePath } = mount;
	const body = { category: CATEGORY, mount_path: endWithSlash(mountDirectory), uri: endWithSlash(storagePath) };
	const { notebookExtras } = context.cloud;
	try {
		await notebookExtras.mountStorage(id, body, context);
	} catch (error) {
		if (!(error instanceof CloudError) || error.effect !== "unknown") throw error;
		const isThere = findMissing(await notebookExtras.listMounts(id, context), [mount]).length === 0;
		if (!isThere) await notebookExtras.mountStorage(id, body, context);
	}
}

/** Waits until none is being mounted or taken off; says what is there then. */
async function settleMounts(id: string, first: Mount[], context: Context): Promise<Mount[]> {
	let shown: string | undefined;
	return waitFor({
		...context,
		first: first.every(isSettled) ? first : undefined,
		look: () => context.cloud.notebookExtras.listMounts(id, context),
		settled: (mounts) => {
			const open = mounts.find((mount) => !isSettled(mount));
			if (open && open.status !== shown) context.report(`${open.status} ${open.uri} at ${open.mount_path}`);
			shown = open?.status;
			return open === undefined;
		},
	});
}

function isSettled({ status }: Mount): boolean {
	return status !== "MOUNTING" && status !== "UNMOUNTING";
}

function nameMount({ storagePath, mountDirectory }: NotebookMount): string {
	return `${storagePath} at ${mountDirectory}`;
}
