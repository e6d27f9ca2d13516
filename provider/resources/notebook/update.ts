import { isDeepStrictEqual } from "node:util";
import { compareTags } from "../../definition/tags";
import type { Notebook, UpdateNotebookBody } from "../../services/modelarts/notebooks";
import type { Context } from "../../lifecycle/contract";
import { lookUntilNew } from "../../lifecycle/stale-reads/read-until-new";
import { type InputName, normaliseLease, type UpdateWork } from "./diff";
import { toReadInputs, toTagMap } from "./read-back";
import { planEndpoints } from "./endpoints";
import type { Inputs, Lease } from "./properties";
import type { Tracked } from "./reconcile";
import { look } from "./poll";
import { toEndpointBodies, toNewLease } from "./wire";

/** What the service takes where nobody says: an hour. */
const USUAL_LEASE: Lease = { duration: 3_600_000, type: "timing" };

/** The input that each part of an update's body is of. */
const INPUT_OF: Record<keyof UpdateNotebookBody, InputName> = {
	name: "name",
	description: "description",
	flavor: "flavor",
	image_id: "imageId",
	endpoints: "endpoints",
	storage_new_size: "volume",
};

/** Whether there is nothing in an update. */
export function isEmpty(body: UpdateNotebookBody): boolean {
	return Object.values(body).every((value) => value === undefined);
}

/** Sends an update if there is anything in it. */
export async function send(
	notebook: Tracked,
	body: UpdateNotebookBody,
	work: UpdateWork,
	context: Context,
): Promise<void> {
	if (isEmpty(body)) return;
	const parts = (Object.keys(body) as (keyof UpdateNotebookBody)[]).filter((part) => body[part] !== undefined);
	work.begin(parts.map((part) => INPUT_OF[part]));
	const answer = await context.cloud.notebooks.updateNotebook(notebook.seen.id, body, context);
	notebook.seen = { ...notebook.seen, ...answer };
}

/** A disk that has not grown says so by its size; it may also be shown as it was before. */
export async function refuseUngrown(
	notebook: Tracked,
	{ storage_new_size: wanted }: UpdateNotebookBody,
	context: Context,
): Promise<void> {
	if (wanted === undefined) return;
	const hasGrown = ({ volume }: Notebook) => (volume?.capacity ?? wanted) >= wanted;
	const isNew = (seen: Notebook) => hasGrown(seen) || /FAIL|ERROR/i.test(seen.volume?.status ?? "");
	notebook.seen = await lookUntilNew(notebook.seen, () => look(notebook.seen.id, context), isNew, context);
	if (hasGrown(notebook.seen)) return;
	const { capacity, status = "it gives no reason" } = notebook.seen.volume ?? {};
	throw new Error(`its volume still has ${capacity} GB and not ${wanted} GB: ${status}`);
}

/** What can be changed in any state and is not so yet: the name, the size, and the description unless it is still the mark. */
export function findDetails(
	{ seen }: Tracked,
	inputs: Inputs,
	work: UpdateWork,
	isMarked: boolean,
): UpdateNotebookBody {
	const { name, description } = inputs;
	return {
		name: work.isDue("name") && seen.name !== name ? name : undefined,
		description: !isMarked && work.isDue("description") && seen.description !== description ? description : undefined,
		storage_new_size: work.isDue("volume") ? findNewSize(seen.volume?.capacity, inputs, work) : undefined,
	};
}

/** A size that the program does not change is no reason to fail: the volume can only have grown since. */
function findNewSize(found: number | undefined, { volume }: Inputs, work: UpdateWork): number | undefined {
	const { capacity: wanted } = volume;
	if (found === undefined || wanted === undefined || wanted === found) return undefined;
	if (wanted > found) return wanted;
	if (!work.isChanged("volume")) return undefined;
	throw new Error(
		`its volume has ${found} GB already and cannot shrink to ${wanted} GB: write ${found} into the program`,
	);
}

/** What can only be changed while the notebook is stopped, and is not so yet. */
export function findStoppedChanges({ seen }: Tracked, inputs: Inputs, work: UpdateWork): UpdateNotebookBody {
	const there = toReadInputs(inputs, seen);
	const endpoints = work.isDue("endpoints") ? planEndpoints(seen.endpoints, inputs, work) : undefined;
	return {
		flavor: work.isDue("flavor") && there.flavor !== inputs.flavor ? inputs.flavor : undefined,
		image_id: work.isDue("imageId") && there.imageId !== inputs.imageId ? inputs.imageId : undefined,
		endpoints: endpoints && toEndpointBodies(endpoints),
	};
}

/** The lease that a running notebook has, whoever gave it, as the program would declare it. */
export function readLeaseOf({ seen }: Tracked, inputs: Inputs): Lease | undefined {
	return toReadInputs({ ...inputs, lease: inputs.lease ?? {} }, seen).lease;
}

/** Gives a running notebook another lease if it has not the declared one; what was declared and is not any more is usual. */
export async function applyLease(notebook: Tracked, inputs: Inputs, work: UpdateWork, context: Context): Promise<void> {
	if (!work.isDue("lease")) return;
	const isDropped = normaliseLease(inputs.lease) === undefined && normaliseLease(work.before.lease) !== undefined;
	const lease = isDropped ? USUAL_LEASE : inputs.lease;
	const wanted = normaliseLease(lease);
	if (wanted === undefined || isDeepStrictEqual(normaliseLease(readLeaseOf(notebook, { ...inputs, lease })), wanted))
		return;

	const { id } = notebook.seen;
	work.begin(["lease"]);
	await context.cloud.notebooks.renewLease(id, toNewLease(lease), context);
	// When it ends is to be read in the outputs.
	const readLease = (found: Notebook) => normaliseLease(toReadInputs({ ...inputs, lease }, found).lease);
	const isNew = (found: Notebook) => isDeepStrictEqual(readLease(found), wanted);
	const lookOnce = () => look(id, context);
	notebook.seen = await lookUntilNew(await lookOnce(), lookOnce, isNew, context);
}

/** By difference: at no moment a wanted tag is missing. Tags that were never declared are left alone. */
export async function applyTags({ seen }: Tracked, inputs: Inputs, work: UpdateWork, context: Context): Promise<void> {
	if (!work.isDue("tags")) return;
	const { tags: declared = {} } = work.before;
	const there = seen.tags && toTagMap(seen.tags);
	const { missing, obsolete } = compareTags(declared, inputs.tags, there, work.isPending("tags"));
	if (Object.keys(missing).length + obsolete.length === 0) return;

	work.begin(["tags"]);
	const { notebookExtras } = context.cloud;
	await notebookExtras.addTags(seen.id, missing, context);
	const removed = obsolete.map((key) => [key, there?.[key] ?? declared[key]]);
	await notebookExtras.removeTags(seen.id, Object.fromEntries(removed) as Record<string, string>, context);
}
