import { isDeepStrictEqual } from "node:util";
import { BUSY, isBusy } from "../../services/http/busy-codes";
import { ServiceError } from "../../services/http/errors";
import type { MountResponse } from "../../services/modelarts/notebook-mounts";
import { isNotebookNotFound } from "../../services/modelarts/notebooks";
import type { Context } from "../../lifecycle/contract";
import { readUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { readUntilNew } from "../../lifecycle/stale-reads/read-until-new";
import { pauseToRepeat } from "../../lifecycle/create-safety/pause-to-repeat";
import { changingNotebook } from "../../lifecycle/polling/profiles";
import { pollUntil } from "../../lifecycle/polling/poll-until";
import type { Inputs } from "./definition";
import { endWithSlash, isMounted, isSameMount, listMounts, normalizeMounts, type NotebookMount } from "./mount-list";
import type { Plan } from "./plan";
import { getMounts } from "./poll";
import type { Tracked } from "./drive-to";

/** A request whose answer was lost is sent again at most this often, each time after looking what it did. */
const ATTEMPTS = 2;

/** What the service mounts while a notebook runs: parallel file systems. */
const CATEGORY = "OBS";

/** What work does about the storages that a program declares. */
export interface MountPlan {
	/** All that the program declares. */
	readonly declared: readonly NotebookMount[];
	/** They have to be there afterwards. */
	readonly due: readonly NotebookMount[];
	/** They must not be there afterwards. */
	readonly obsolete: readonly NotebookMount[];
	/** They were not declared before. */
	readonly added: readonly NotebookMount[];
}

/**
 * Storages that are declared newly, or not any more; all that are declared after an interrupted change of them.
 *
 * @param kept have to be there although nobody changed them: a stop may have taken them off
 */
export function planMounts(inputs: Inputs, work: Plan, kept: readonly NotebookMount[] = []): MountPlan {
	const [desired, before] = [listMounts(inputs), listMounts(work.before)];
	const isDue = (mount: NotebookMount) => work.isPending("mounts") || !has(before, mount) || has(kept, mount);
	return {
		declared: desired,
		due: desired.filter(isDue),
		obsolete: before.filter((mount) => !has(desired, mount)),
		added: desired.filter((mount) => !has(before, mount)),
	};
}

/** Whether the program declares other storages than before. */
export function areMountsChanged(inputs: Inputs, work: Plan): boolean {
	return !isDeepStrictEqual(normalizeMounts(inputs.mounts), normalizeMounts(work.before.mounts));
}

/** Declared storages that are mounted now, for whoever stops the notebook. */
export async function listKeptMounts(
	{ observed: { id } }: Tracked,
	inputs: Inputs,
	work: Plan,
	context: Context,
): Promise<NotebookMount[]> {
	const declared = listMounts(inputs).filter((mount) => has(listMounts(work.before), mount));
	if (declared.length === 0) return [];
	const isKnown = (observed: readonly MountResponse[]) => findMissing(observed, declared).length === 0;
	const there = await readUntilKnown(() => listSettled(id, context), isKnown, context);
	const missing = findMissing(there, declared);
	return declared.filter((mount) => !missing.includes(mount));
}

/**
 * Brings the mounts of a running notebook to what is planned, by difference: what is obsolete is taken off, then what is
 * missing is mounted. Mounts that nobody declared are left alone, and those that the program did not change.
 */
export async function applyMounts(
	{ observed: { id } }: Tracked,
	plan: MountPlan,
	work: Plan,
	context: Context,
): Promise<void> {
	const { due } = plan;
	if (due.length + plan.obsolete.length === 0) return;

	let there = await readUntilKnown(
		() => listSettled(id, context),
		(observed) => isAsBefore(observed, plan),
		context,
	);
	const obsolete = there.filter((one) => isObsolete(one, plan));
	if (obsolete.length > 0 || findMissing(there, due).length > 0) work.begin(["mounts"]);
	for (const mount of obsolete) await unmount(id, mount, context);
	const findLeft = (mounts: readonly MountResponse[]) => mounts.filter((one) => isObsolete(one, plan));
	if (obsolete.length > 0) {
		there = await listNew(
			id,
			(observed) => findLeft(observed).every(({ status }) => status === "UNMOUNT_FAILED"),
			context,
		);
	}
	const left = findLeft(there);
	if (left.length > 0) throw new Error(`${describeFound(left)} could not be taken off${explain(left)}`);

	const missing = findMissing(there, due);
	for (const mount of missing) await mountOnce(id, mount, context);
	const isShown = (observed: readonly MountResponse[]) =>
		missing.every((mount) => observed.some((one) => isSameMount(one, mount)));
	if (missing.length > 0) there = await listNew(id, isShown, context);
	const failed = findMissing(there, due);
	if (failed.length > 0) {
		const found = there.filter((one) => failed.some((mount) => isSameMount(one, mount)));
		throw new Error(`${nameDeclared(failed, plan.declared)} could not be mounted${explain(found)}`);
	}
}

/** What is there and neither mounted nor on its way off: not declared any more, or it is to be there and has failed. */
function isObsolete(mount: MountResponse, { due, obsolete }: MountPlan): boolean {
	if (mount.status === "UNMOUNTED" || mount.status === "UNMOUNTING") return false;
	if (due.some((one) => isSameMount(mount, one))) return !isMounted(mount);
	return obsolete.some((one) => isSameMount(mount, one));
}

/** Whether a list shows nothing yet of what is to be changed. */
function isAsBefore(there: readonly MountResponse[], { obsolete, added }: MountPlan): boolean {
	return findMissing(there, obsolete).length === 0 && findMissing(there, added).length === added.length;
}

function has(mounts: readonly NotebookMount[], { mountDirectory, storagePath }: NotebookMount): boolean {
	return mounts.some((one) => isSameMount({ mount_path: mountDirectory, uri: storagePath }, one));
}

function findMissing(there: readonly MountResponse[], desired: readonly NotebookMount[]): NotebookMount[] {
	return desired.filter((mount) => !there.some((one) => isMounted(one) && isSameMount(one, mount)));
}

/** An answer that is lost is followed by a look, never by a blind second request. */
async function mountOnce(id: string, mount: NotebookMount, context: Context): Promise<void> {
	const { mountDirectory, storagePath } = mount;
	const body = { category: CATEGORY, mount_path: endWithSlash(mountDirectory), uri: endWithSlash(storagePath) };
	const { notebookMounts } = context.services;
	let losses = 0;
	for (let attempt = 1; ; attempt++) {
		try {
			await notebookMounts.mountStorage(id, body, context);
			return;
		} catch (error) {
			if (!(error instanceof ServiceError) || error.effect === "none") throw error;
			const isTurnedAway = error.effect === "unlikely";
			if (isTurnedAway && !(await pauseToRepeat(error, attempt, context))) throw error;
			const isThere = (mounts: MountResponse[]) => mounts.some((one) => isSameMount(one, mount));
			const get = () => getMounts(id, context);
			const there = await get();
			if (isThere(isTurnedAway ? there : await readUntilNew(there, get, isThere, context))) return;
			if (!isTurnedAway && ++losses === ATTEMPTS) throw error;
		}
	}
}

/** One that is gone by now is what was wanted. While it is busy, a look shows whether it is on its way off already. */
async function unmount(id: string, mount: MountResponse, context: Context): Promise<void> {
	const { services } = context;
	let isShown = false;
	async function isDone(there: MountResponse[]): Promise<boolean> {
		const now = there.find((one) => one.id === mount.id);
		if (now === undefined || now.status === "UNMOUNTING" || now.status === "UNMOUNTED") return true;
		try {
			await services.notebookMounts.unmountStorage(id, mount.id, context);
			return true;
		} catch (error) {
			if (isBusy(error)) {
				if (!isShown) context.progress(BUSY);
				isShown = true;
				return false;
			}
			if (isNotebookNotFound(error)) return true;
			throw error;
		}
	}

	const get = () => getMounts(id, context);
	await pollUntil({ ...context, clock: services.clock, profile: changingNotebook, first: [mount], get, isDone });
}

/** The same after a change of our own: what was before it may be shown for a while. */
async function listNew(
	id: string,
	isNew: (observed: MountResponse[]) => boolean,
	context: Context,
): Promise<MountResponse[]> {
	return readUntilNew(await listSettled(id, context), () => listSettled(id, context), isNew, context);
}

/** Waits until none is being mounted or taken off; says what is there then. */
async function listSettled(id: string, context: Context): Promise<MountResponse[]> {
	const get = () => getMounts(id, context);
	let shown: string | undefined;

	function isDone(mounts: MountResponse[]): boolean {
		const open = mounts.find((mount) => !isSettled(mount));
		if (open && open.id !== shown) context.progress(`${open.status} ${describeFound([open])}`);
		shown = open?.id;
		return open === undefined;
	}

	const { clock } = context.services;
	return pollUntil({ ...context, clock, profile: changingNotebook, first: await get(), get, isDone });
}

function isSettled({ status }: MountResponse): boolean {
	return status !== "MOUNTING" && status !== "UNMOUNTING";
}

/** The service's own words, if it has any. */
function explain(mounts: readonly MountResponse[]): string {
	const reasons = mounts
		.map(({ failure_reason: reason }) => reason)
		.filter((reason) => reason !== undefined && reason !== "");
	return reasons.length > 0 ? `: ${[...new Set(reasons)].join("; ")}` : "";
}

/** By their places in the program: a path may be a secret. */
function nameDeclared(mounts: readonly NotebookMount[], desired: readonly NotebookMount[]): string {
	return mounts.map((mount) => `mounts[${desired.indexOf(mount)}]`).join(", ");
}

/** By the service's ids, for the same reason. */
function describeFound(mounts: readonly MountResponse[]): string {
	return `the storage ${mounts.map(({ id }) => id).join(", ")}`;
}
