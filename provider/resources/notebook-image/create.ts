import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { findFinishedInputs, isOfIntent } from "../../lifecycle/create-safety/pending-object";
import { isGenerated } from "../../lifecycle/create-safety/resource-identity";
import { computeDigest } from "../../lifecycle/create-safety/digest";
import { recallObject } from "../../lifecycle/create-safety/recall-object";
import { reportDuplicates } from "../../lifecycle/create-safety/report-duplicates";
import { listDedicated, listNamed } from "../registered-image/list";
import type { Tracked } from "../registered-image/wait";
import { explainConflict, toCandidate } from "../registered-image/claim";
import { get } from "../registered-image/poll";
import { borrow, makeRunning, tryToStop } from "./borrowed-notebook";
import { findReplacing, listReplacing } from "../../definition/diff";
import { readInputs } from "../../definition/read-back";
import { toRequest } from "../../definition/request";
import { type Inputs, notebookImage, pathOf } from "./definition";

const { generate } = notebookImage;

/** An image that is being made, and what has to be undone when it is. */
export interface SavedImage extends Tracked {
	/** The notebook was started for it. */
	stopNotebook?: boolean;
}

/** Saves the notebook, exactly once. */
export async function saveOnce(inputs: Inputs, context: Context): Promise<SavedImage> {
	const path = pathOf(inputs);
	const pathHash = inputs.tag === undefined ? undefined : computeDigest([inputs.namespace, inputs.name, inputs.tag]);
	const notebook = borrow(inputs, context);
	const compare = (found: RegisteredImageResponse) =>
		toCandidate(found, findReplacing(notebookImage, readInputs(notebookImage, inputs, found), inputs));
	const plan: CreatePlan<RegisteredImageResponse> = {
		kind: "NotebookImage",
		identity: inputs.identity,
		replacing: listReplacing(notebookImage, inputs),
		send: async () => {
			await makeRunning(notebook, inputs, context);
			return context.services.notebooks.saveNotebook(inputs.notebookId, toRequest(notebookImage, inputs), context);
		},
		name: ({ id }) => ({ id, startedNotebook: notebook.isStarted ? notebook.id : undefined }),
		conflict: "ModelArts.6737",
		recall: (intent) => recallObject(intent, (id) => get(id, context), compare),
		searchBeforeCreate: false,
		pathHash,
		findOrphans: async (intent) =>
			(await listDedicated({}, inputs.workspaceId, context))
				.filter((found) => isOfIntent(toCandidate(found), intent))
				.map((found) => `the image ${pathOf(inputs, found)} (${found.id})`),
		retriesSearch: true,
		proof: { by: "description", identity: inputs.identity, description: inputs.description },
		search: async () => (await listSaved(inputs, context)).map(compare),
		describeFound: ({ id }) => `the image ${path} (${id})`,
		explainConflict: (found, refusal) => explainConflict(path, found, refusal),
	};
	try {
		return { observed: await ensureCreated(plan, context), stopNotebook: notebook.isStarted };
	} catch (error) {
		if (notebook.isStarted) await tryToStop(inputs, context);
		throw error;
	}
}

/** The images of that name, and of that tag if there is one, the youngest first. */
async function listSaved(inputs: Inputs, context: Context): Promise<RegisteredImageResponse[]> {
	const named = await listNamed(inputs, inputs.workspaceId, context);
	const tagged = named.filter(({ tag }) => inputs.tag === undefined || tag === inputs.tag);
	return tagged.sort((one, other) => (other.create_at ?? 0) - (one.create_at ?? 0));
}

/**
 * Where the path is not the user's nothing keeps a second image from being saved, and what another machine had saved
 * before it was killed cannot be told from an image that is just being replaced: it is named.
 */
export async function warnOfDuplicates({ observed }: SavedImage, inputs: Inputs, context: Context): Promise<void> {
	if (inputs.tag !== undefined && !isGenerated(inputs, "name", generate)) return;
	try {
		const finished = await findFinished(observed.id, inputs, context);
		reportDuplicates({ of: `the image ${pathOf(inputs, observed)}`, finished }, context);
	} catch (error) {
		// The image is there; its create must not fail for a look at others.
		const { message } = error as Error;
		context.warn(`Whether an interrupted run has left another image of this resource is not known: ${message}`);
	}
}

async function findFinished(id: string, inputs: Inputs, context: Context): Promise<string[]> {
	const { namespace, workspaceId } = inputs;
	const others = (await listDedicated({ namespace }, workspaceId, context)).filter(
		(found) =>
			found.id !== id &&
			findFinishedInputs(found, inputs, generate) !== undefined &&
			context.intent.findOwner(found) === undefined,
	);
	return others.map((image) => `${pathOf(inputs, image)} (${image.id})`);
}
