import type { RegisteredImageResponse } from "../../services/modelarts/images";
import type { Context } from "../../lifecycle/contract";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { findFinishedInputs, isOfIntent } from "../../lifecycle/create-safety/pending-object";
import { isGenerated } from "../../lifecycle/create-safety/resource-identity";
import type { Intent } from "../../lifecycle/create-safety/resource-intent";
import { hash } from "../../lifecycle/create-safety/intent-log";
import { explainFinished } from "../../lifecycle/create-safety/describe-unmanaged";
import { listNamed } from "../registered-image/list";
import type { Tracked } from "../registered-image/wait";
import { explainConflict, recallImage, toCandidate } from "../registered-image/claim";
import { borrow, makeRunning, tryToStop } from "./borrowed-notebook";
import { findReplacing, listReplacing } from "../../definition/diff";
import { toReadInputs } from "../../definition/read-back";
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
	const place = inputs.tag === undefined ? undefined : hash([inputs.namespace, inputs.name, inputs.tag]);
	const notebook = borrow(inputs, context);
	const differ = (found: RegisteredImageResponse) =>
		findReplacing(notebookImage, toReadInputs(notebookImage, inputs, found), inputs);
	const plan: CreatePlan<RegisteredImageResponse> = {
		kind: "NotebookImage",
		identity: inputs.identity,
		replacing: listReplacing(notebookImage, inputs),
		send: async () => {
			await makeRunning(notebook, inputs, context);
			return context.cloud.notebooks.saveNotebook(inputs.notebookId, toRequest(notebookImage, inputs), context);
		},
		name: ({ id }) => ({ id, startedNotebook: notebook.isStarted ? notebook.id : undefined }),
		conflict: "ModelArts.6737",
		recall: ({ id }) => recallImage(id, differ, context),
		searchBeforeCreate: false,
		place,
		describeOrphan: (intent) => traceImage(intent, inputs, context),
		retriesSearch: true,
		proof: { by: "description", identity: inputs.identity, description: inputs.description },
		search: async () => (await listSaved(inputs, context)).map((found) => toCandidate(found, differ(found))),
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

/** What this machine saved with other inputs when its answer was lost. */
async function traceImage(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const query = { type: "DEDICATED", workspace_id: inputs.workspaceId ?? "0" } as const;
	const found = (await context.cloud.modelartsImages.listImages(query, context)).filter(
		({ description, status, create_at: createdAt }) =>
			status !== "DELETED" && isOfIntent({ description, createdAt }, intent),
	);
	return found.length > 0
		? found.map((image) => `the image ${pathOf(inputs, image)} (${image.id})`).join(", ")
		: undefined;
}

/**
 * Where the path is not the user's nothing keeps a second image from being saved, and what another machine had saved
 * before it was killed cannot be told from an image that is just being replaced: it is named.
 */
export async function warnOfDuplicates({ observed }: SavedImage, inputs: Inputs, context: Context): Promise<void> {
	if (inputs.tag !== undefined && !isGenerated(inputs, "name", generate)) return;
	const text = await describeDoubles(observed.id, inputs, context).catch(
		// The image is there; its create must not fail for a look at others.
		(error: Error) =>
			`Whether an interrupted run has left another image of this resource is not known: ${error.message}`,
	);
	if (text !== undefined) context.warn(text);
}

async function describeDoubles(id: string, inputs: Inputs, context: Context): Promise<string | undefined> {
	const { namespace, workspaceId = "0" } = inputs;
	const query = { namespace, type: "DEDICATED", workspace_id: workspaceId } as const;
	const others = (await context.cloud.modelartsImages.listImages(query, context)).filter(
		(found) =>
			found.id !== id &&
			found.status !== "DELETED" &&
			findFinishedInputs(found, inputs, generate) !== undefined &&
			context.intent.findOwner(found) === undefined,
	);
	if (others.length === 0) return undefined;
	return explainFinished(others.map((image) => `${pathOf(inputs, image)} (${image.id})`).join(", "));
}
