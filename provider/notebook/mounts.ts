import { CloudError } from "../cloud/errors";
import { isNotebookGone, type Mount } from "../cloud/notebooks";
import type { Context } from "../lifecycle";
import { changingNotebook } from "../waiting/rhythm";
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

	let there = await listSettled(id, context);
	const obsolete = there.filter((one) => isObsolete(one, wanted, before));
	for (const mount of obsolete) await unmount(id, mount, context);
	if (obsolete.length > 0) there = await listSettled(id, context);
	const left = there.filter((one) => isObsolete(one, wanted, before));
	if (left.length > 0) throw new Error(`${nameFound(left)} could not be taken off`);

	const missing = findMissing(there, wanted);
	for (const mount of missing) await mountOnce(id, mount, context);
	if (missing.length > 0) there = await listSettled(id, context);
	const failed = findMissing(there, wanted);
	if (failed.length > 0) throw new Error(`${nameDeclared(failed, wanted)} could not be mounted`);
}

/** What is there and neither mounted nor on its way off: declared by us, and either not any more, or it has failed. */
function isObsolete(mount: Mount, wanted: readonly NotebookMount[], before: readonly NotebookMount[]): boolean {
	if (mount.status === "UNMOUNTED" || mount.status === "UNMOUNTING") return false;
	const isWanted = wanted.some((one) => isSameMount(mount, one));
	if (isWanted) return !isMounted(mount);
	return before.some((one) => isSameMount(mount, one));
}

function findMissing(there: readonly Mount[], wanted: readonly NotebookMount[]): NotebookMount[] {
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

/** One that is gone by now is what was wanted. */
async function unmount(id: string, mount: Mount, context: Context): Promise<void> {
	try {
		await context.cloud.notebookExtras.unmountStorage(id, mount.id, context);
	} catch (error) {
		if (!isNotebookGone(error)) throw error;
	}
}

/** Waits until none is being mounted or taken off; says what is there then. */
async function listSettled(id: string, context: Context): Promise<Mount[]> {
	const look = () => context.cloud.notebookExtras.listMounts(id, context);
	let shown: string | undefined;

	function settled(mounts: Mount[]): boolean {
		const open = mounts.find((mount) => !isSettled(mount));
		if (open && open.id !== shown) context.report(`${open.status} ${nameFound([open])}`);
		shown = open?.id;
		return open === undefined;
	}

	const { clock } = context.cloud;
	return waitFor({ ...context, clock, rhythm: changingNotebook, first: await look(), look, settled });
}

function isSettled({ status }: Mount): boolean {
	return status !== "MOUNTING" && status !== "UNMOUNTING";
}

/** By their places in the program: a path may be a secret. */
function nameDeclared(mounts: readonly NotebookMount[], wanted: readonly NotebookMount[]): string {
	return mounts.map((mount) => `mounts[${wanted.indexOf(mount)}]`).join(", ");
}

/** By the service's ids, for the same reason. */
function nameFound(mounts: readonly Mount[]): string {
	return `the storage ${mounts.map(({ id }) => id).join(", ")}`;
}
