import type { RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { type Creation, createOnce } from "../recovery/create-once";
import { parseIdentity } from "../recovery/identity";
import type { Intent } from "../recovery/intent";
import { hash } from "../recovery/intent-log";
import { lookAgain } from "../recovery/look-again";
import { describeOwner } from "../recovery/mark";
import { isSince } from "../recovery/ownership";
import { listNamed } from "../registered-image/listing";
import { adoptImage, explainConflict, preferFree, recallImage, refuseImage } from "../registered-image/refusal";
import { borrow, makeRunning, tryToStop } from "./borrowed-notebook";
import { findDifferences, listReplacing } from "./changes";
import type { Inputs } from "./properties";
import { pathOf, toReadInputs, toSaveBody } from "./wire";

/** An image that is being made, and what has to be undone when it is. */
export interface Making {
	seen: RegisteredImage;

	/** The notebook was started for it. */
	stopNotebook?: boolean;
}

/** Saves the notebook, exactly once. */
export async function saveOnce(inputs: Inputs, context: Context): Promise<Making> {
	const path = pathOf(inputs);
	const place = inputs.tag === undefined ? undefined : hash([inputs.namespace, inputs.name, inputs.tag]);
	const notebook = borrow(inputs, context);
	const differ = (found: RegisteredImage) => findDifferences(toReadInputs(inputs, found), { ...inputs });
	const creation: Creation<RegisteredImage> = {
		kind: "NotebookImage",
		replacing: listReplacing(inputs),
		send: async () => {
			await makeRunning(notebook, inputs, context);
			return context.cloud.notebooks.saveNotebook(inputs.notebookId, toSaveBody(inputs), context);
		},
		name: ({ id }) => ({ id, startedNotebook: notebook.isStarted ? notebook.id : undefined }),
		conflict: "ModelArts.6737",
		recall: async ({ id }) => {
			const found = await recallImage(id, context);
			return found && differ(found).length === 0 ? found : undefined;
		},
		looksFirst: false,
		place,
		trace: (intent) => traceImage(intent, inputs, context),
		find: () => findSaved(inputs, context),
		await: (asked) => lookAgain(asked, () => findSaved(inputs, context), context),
		refuse: (found, since) =>
			refuseImage(
				found,
				{ ...inputs, differences: differ(found), mayBeOlder: inputs.tag === undefined, place },
				since,
				context,
			),
		nameFound: ({ id }) => `the image ${path} (${id})`,
		explainConflict: (found, refusal) => explainConflict(path, found, refusal),
	};
	try {
		return { seen: await createOnce(creation, context), stopNotebook: notebook.isStarted };
	} catch (error) {
		if (notebook.isStarted) await tryToStop(inputs, context);
		throw error;
	}
}

/** The youngest image of that name, and of that tag if there is one. */
async function findSaved(inputs: Inputs, context: Context): Promise<RegisteredImage | undefined> {
	const named = await listNamed(inputs, inputs.workspaceId, context);
	const tagged = named.filter(({ tag }) => inputs.tag === undefined || tag === inputs.tag);
	return preferFree(
		tagged.sort((one, other) => (other.create_at ?? 0) - (one.create_at ?? 0)),
		context,
	);
}

/** What this machine saved with other inputs when its answer was lost. */
async function traceImage(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const mark = describeOwner(inputs.identity);
	const query = { type: "DEDICATED", workspace_id: inputs.workspaceId ?? "0" } as const;
	const found = (await context.cloud.modelartsImages.listImages(query, context)).filter(
		({ description, status, create_at: createdAt }) =>
			status !== "DELETED" && description === mark && isSince(createdAt, intent),
	);
	return found.length > 0
		? found.map((image) => `the image ${pathOf(inputs, image)} (${image.id})`).join(", ")
		: undefined;
}

/**
 * Without a tag nothing keeps a second image from being saved, and what another machine had saved before it was killed
 * cannot be told from an image that is just being replaced: it is named.
 */
export async function warnOfDoubles({ seen }: Making, inputs: Inputs, context: Context): Promise<void> {
	if (inputs.tag !== undefined) return;
	const text = await describeDoubles(seen.id, inputs, context).catch(
		// The image is there; its create must not fail for a look at others.
		(error: Error) =>
			`Whether an interrupted run has left another image of this resource is not known: ${error.message}`,
	);
	if (text !== undefined) context.warn(text);
}

async function describeDoubles(id: string, inputs: Inputs, context: Context): Promise<string | undefined> {
	const named = await listNamed(inputs, inputs.workspaceId, context);
	const others = named.filter((found) => found.id !== id && isOwn(found, inputs));
	if (others.length === 0) return undefined;
	const names = others.map((image) => `${pathOf(inputs, image)} (${image.id})`).join(", ");
	return (
		`${names} has the name and description of this resource as well. If this run replaces it, all is well. ` +
		"Otherwise an interrupted run on another machine has left it behind: delete it if nobody needs it."
	);
}

/** Of its name and description, one of which no other resource has. */
function isOwn(image: RegisteredImage, { identity, name, description }: Inputs): boolean {
	const isOnlyOurs =
		name.endsWith(`-${parseIdentity(identity).hash.slice(0, 7)}`) || description === describeOwner(identity);
	return isOnlyOurs && image.description === description;
}

/** An image that is there already and that the user wants to go on with. */
export async function takeOver(inputs: Inputs, context: Context): Promise<Making> {
	const read = (found: RegisteredImage) => toReadInputs(inputs, found);
	return { seen: await adoptImage(inputs, read, (there) => findDifferences(there, { ...inputs }), context) };
}
