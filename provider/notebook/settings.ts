import { isDeepStrictEqual } from "node:util";
import type { Notebook, UpdateNotebookBody } from "../cloud/notebooks";
import type { Context } from "../lifecycle";
import { lookUntilNew } from "../recovery/look-until-new";
import { normaliseEndpoints, normaliseLease } from "./changes";
import { toReadInputs, toTagMap } from "./drift";
import type { Inputs } from "./properties";
import type { Tracked } from "./steering";
import { look } from "./watching";
import { toEndpointBodies, toNewLease } from "./wire";

/** What the service takes where nobody says: an hour. */
const USUAL_LEASE = { duration: 3_600_000, type: "timing" };

/** Sends an update if there is anything in it. */
export async function send(notebook: Tracked, body: UpdateNotebookBody, context: Context): Promise<void> {
	if (Object.values(body).every((value) => value === undefined)) return;
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

/** What can be changed in any state and differs: the name, the size, and the description unless it is still the mark. */
export function findDetails({ seen }: Tracked, inputs: Inputs, isMarked: boolean): UpdateNotebookBody {
	return {
		name: seen.name === inputs.name ? undefined : inputs.name,
		description: isMarked || seen.description === inputs.description ? undefined : inputs.description,
		storage_new_size: findNewSize(seen.volume?.capacity, inputs.volume.capacity),
	};
}

function findNewSize(found: number | undefined, wanted: number | undefined): number | undefined {
	if (found === undefined || wanted === undefined || wanted === found) return undefined;
	if (wanted > found) return wanted;
	throw new Error(
		`its volume has ${found} GB already and cannot shrink to ${wanted} GB: write ${found} into the program`,
	);
}

/** What can only be changed while the notebook is stopped, and differs. */
export function findStoppedChanges({ seen }: Tracked, inputs: Inputs, before: Inputs): UpdateNotebookBody {
	const there = toReadInputs(before, seen);
	const isSame = isDeepStrictEqual(normaliseEndpoints(there.endpoints), normaliseEndpoints(inputs.endpoints));
	return {
		flavor: there.flavor === inputs.flavor ? undefined : inputs.flavor,
		image_id: there.imageId === inputs.imageId ? undefined : inputs.imageId,
		endpoints: isSame ? undefined : toEndpointBodies(inputs.endpoints ?? []),
	};
}

/** Gives a running notebook another lease if it has not the declared one; what was declared and is not any more is usual. */
export async function applyLease(notebook: Tracked, inputs: Inputs, before: Inputs, context: Context): Promise<void> {
	const { seen } = notebook;
	const wanted = normaliseLease(inputs.lease);
	const isDropped = wanted === undefined && normaliseLease(before.lease) !== undefined;
	const there = toReadInputs({ ...inputs, lease: inputs.lease ?? before.lease }, seen).lease;
	if (wanted === undefined ? !isDropped : isDeepStrictEqual(normaliseLease(there), wanted)) return;
	await context.cloud.notebooks.renewLease(seen.id, isDropped ? USUAL_LEASE : toNewLease(inputs.lease), context);
	// When it ends is to be read in the outputs.
	const readLease = (found: Notebook) => normaliseLease(toReadInputs(inputs, found).lease);
	const isNew = (found: Notebook) => wanted === undefined || isDeepStrictEqual(readLease(found), wanted);
	const lookOnce = () => look(seen.id, context);
	notebook.seen = await lookUntilNew(await lookOnce(), lookOnce, isNew, context);
}

/** By difference: at no moment a wanted tag is missing. Tags that were never declared are left alone. */
export async function applyTags({ seen }: Tracked, inputs: Inputs, before: Inputs, context: Context): Promise<void> {
	const { tags = {} } = inputs;
	const there = seen.tags && toTagMap(seen.tags);
	const missing = Object.entries(tags).filter(([key, value]) => there?.[key] !== value);
	const obsolete = Object.entries(before.tags ?? {}).filter(([key]) => !(key in tags) && (!there || key in there));

	const { notebookExtras } = context.cloud;
	await notebookExtras.addTags(seen.id, Object.fromEntries(missing), context);
	const removed = obsolete.map(([key, value]) => [key, there?.[key] ?? value]);
	await notebookExtras.removeTags(seen.id, Object.fromEntries(removed) as Record<string, string>, context);
}
