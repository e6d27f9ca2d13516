import { isDeepStrictEqual } from "node:util";
import type { Field, Fields } from "../../definition/fields";
import { nameInRequest, toRequest } from "../../definition/request";
import { compareTags, toTagMap } from "../../definition/tags";
import type { NotebookResponse, UpdateNotebookBody } from "../../services/modelarts/notebooks";
import type { Context } from "../../lifecycle/contract";
import { readUntilNew } from "../../lifecycle/stale-reads/read-until-new";
import { type Inputs, notebook as definition } from "./definition";
import { type Lease, normalizeLease, toNewLease } from "./lease";
import { type InputName, type Plan, UPDATABLE } from "./plan";
import { toReadInputs } from "./read-back";
import { planEndpoints } from "./endpoints";
import type { Tracked } from "./drive-to";
import { get } from "./poll";

/** What the service takes where nobody says: an hour. */
const USUAL_LEASE: Lease = { duration: 3_600_000, type: "timing" };

const fields: Fields = definition.inputs;

/** The input that each part of an update's body is of. */
const INPUT_OF = new Map<string | undefined, InputName>([
	...UPDATABLE.map((name) => [nameInRequest(name, fields[name] as Field), name] as const),
	["storage_new_size", "volume"],
]);

/** Whether there is nothing in an update. */
export function isEmpty(body: UpdateNotebookBody): boolean {
	return Object.values(body).every((value) => value === undefined);
}

/** Sends an update if there is anything in it. */
export async function send(notebook: Tracked, body: UpdateNotebookBody, work: Plan, context: Context): Promise<void> {
	if (isEmpty(body)) return;
	const parts = Object.entries(body).flatMap(([part, value]) => (value === undefined ? [] : part));
	work.begin(parts.flatMap((part) => INPUT_OF.get(part) ?? []));
	const answer = await context.services.notebooks.updateNotebook(notebook.observed.id, body, context);
	notebook.observed = { ...notebook.observed, ...answer };
}

/** A disk that has not grown says so by its size; it may also be shown as it was before. */
export async function refuseUngrown(
	notebook: Tracked,
	{ storage_new_size: desired }: UpdateNotebookBody,
	context: Context,
): Promise<void> {
	if (desired === undefined) return;
	const hasGrown = ({ volume }: NotebookResponse) => (volume?.capacity ?? desired) >= desired;
	const isNew = (observed: NotebookResponse) => hasGrown(observed) || /FAIL|ERROR/i.test(observed.volume?.status ?? "");
	notebook.observed = await readUntilNew(notebook.observed, () => get(notebook.observed.id, context), isNew, context);
	if (hasGrown(notebook.observed)) return;
	const { capacity, status = "it gives no reason" } = notebook.observed.volume ?? {};
	throw new Error(`its volume still has ${capacity} GB and not ${desired} GB: ${status}`);
}

/** What can be changed in any state and is not so yet: the name, the size, and the description unless it is still the marker. */
export function findDetails({ observed }: Tracked, inputs: Inputs, work: Plan, isMarked: boolean): UpdateNotebookBody {
	const { name, description } = inputs;
	return {
		name: work.isDue("name") && observed.name !== name ? name : undefined,
		description:
			!isMarked && work.isDue("description") && observed.description !== description ? description : undefined,
		storage_new_size: work.isDue("volume") ? findNewSize(observed.volume?.capacity, inputs, work) : undefined,
	};
}

/** A size that the program does not change is no reason to fail: the volume can only have grown since. */
function findNewSize(found: number | undefined, { volume }: Inputs, work: Plan): number | undefined {
	const { capacity: desired } = volume;
	if (found === undefined || desired === undefined || desired === found) return undefined;
	if (desired > found) return desired;
	if (!work.isChanged("volume")) return undefined;
	throw new Error(
		`its volume has ${found} GB already and cannot shrink to ${desired} GB: write ${found} into the program`,
	);
}

/** What can only be changed while the notebook is stopped, and is not so yet. */
export function findStoppedChanges({ observed }: Tracked, inputs: Inputs, work: Plan): UpdateNotebookBody {
	const there = toReadInputs(inputs, observed);
	const endpoints = work.isDue("endpoints") ? planEndpoints(observed.endpoints, inputs, work) : undefined;
	const differs = (name: InputName) => work.isDue(name) && there[name] !== inputs[name];
	const changed = UPDATABLE.filter(
		(name) => fields[name]?.changedWhenStopped && (name === "endpoints" || differs(name)),
	);
	const sent = Object.fromEntries(changed.map((name) => [name, fields[name] as Field]));
	return toRequest({ inputs: sent }, { ...inputs, endpoints });
}

/** The lease that a running notebook has, whoever gave it, as the program would declare it. */
export function readLeaseOf({ observed }: Tracked, inputs: Inputs): Lease | undefined {
	return toReadInputs({ ...inputs, lease: inputs.lease ?? {} }, observed).lease;
}

/** Gives a running notebook another lease if it has not the declared one; what was declared and is not any more is usual. */
export async function applyLease(notebook: Tracked, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	if (!work.isDue("lease")) return;
	const isDropped = normalizeLease(inputs.lease) === undefined && normalizeLease(work.before.lease) !== undefined;
	const lease = isDropped ? USUAL_LEASE : inputs.lease;
	const desired = normalizeLease(lease);
	if (desired === undefined || isDeepStrictEqual(normalizeLease(readLeaseOf(notebook, { ...inputs, lease })), desired))
		return;

	const { id } = notebook.observed;
	work.begin(["lease"]);
	await context.services.notebooks.renewLease(id, toNewLease(lease), context);
	// When it ends is to be read in the outputs.
	const readLease = (found: NotebookResponse) => normalizeLease(toReadInputs({ ...inputs, lease }, found).lease);
	const isNew = (found: NotebookResponse) => isDeepStrictEqual(readLease(found), desired);
	const getOnce = () => get(id, context);
	notebook.observed = await readUntilNew(await getOnce(), getOnce, isNew, context);
}

/** By difference: at no moment a wanted tag is missing. Tags that were never declared are left alone. */
export async function applyTags({ observed }: Tracked, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	if (!work.isDue("tags")) return;
	const { tags: declared = {} } = work.before;
	const there = observed.tags && toTagMap(observed.tags);
	const { missing, obsolete } = compareTags(declared, inputs.tags, there, work.isPending("tags"));
	if (Object.keys(missing).length + obsolete.length === 0) return;

	work.begin(["tags"]);
	const { notebookTags } = context.services;
	await notebookTags.addTags(observed.id, missing, context);
	const removed = obsolete.map((key) => [key, there?.[key] ?? declared[key]]);
	await notebookTags.removeTags(observed.id, Object.fromEntries(removed) as Record<string, string>, context);
}
