import type { RegisteredImage } from "../cloud/modelarts-images";
import type { Context } from "../lifecycle";
import { bring, settle, type Tracked } from "../notebook/steering";
import { look } from "../notebook/watching";
import { type Creation, createOnce } from "../recovery/create-once";
import type { Intent } from "../recovery/intent-log";
import { lookAgain } from "../recovery/look-again";
import { describeOwner } from "../recovery/mark";
import { isSince } from "../recovery/ownership";
import { listNamed } from "../registered-image/listing";
import { adoptImage, explainConflict, recallImage, refuseImage } from "../registered-image/refusal";
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
	const notebook: Tracked = { seen: { id: inputs.notebookId } };
	const power = { hasStarted: false };
	const differ = (found: RegisteredImage) => findDifferences(toReadInputs(inputs, found), { ...inputs });
	const creation: Creation<RegisteredImage> = {
		kind: "NotebookImage",
		replacing: listReplacing(inputs),
		send: async () => {
			await makeRunning(notebook, inputs, power, context);
			return context.cloud.notebooks.saveNotebook(inputs.notebookId, toSaveBody(inputs), context);
		},
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6737",
		recall: async ({ id }) => {
			const found = await recallImage(id, context);
			return found && differ(found).length === 0 ? found : undefined;
		},
		looksFirst: false,
		trace: (intent) => traceImage(intent, inputs, context),
		find: () => findSaved(inputs, context),
		await: () => lookAgain(() => findSaved(inputs, context), context),
		refuse: (found, since) =>
			refuseImage(
				found,
				{ ...inputs, differences: differ(found), mayBeOlder: inputs.tag === undefined },
				since,
				context,
			),
		nameFound: ({ id }) => `the image ${path} (${id})`,
		explainConflict: (found, refusal) => explainConflict(path, found, refusal),
	};
	try {
		return { seen: await createOnce(creation, context), stopNotebook: power.hasStarted };
	} catch (error) {
		if (power.hasStarted) await tryToStop(inputs, context);
		throw error;
	}
}

/** The youngest image of that name, and of that tag if there is one. */
async function findSaved(inputs: Inputs, context: Context): Promise<RegisteredImage | undefined> {
	const named = await listNamed(inputs, inputs.workspaceId, context);
	const tagged = named.filter(({ tag }) => inputs.tag === undefined || tag === inputs.tag);
	return tagged.sort((one, other) => (other.create_at ?? 0) - (one.create_at ?? 0))[0];
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

/** Only a notebook that runs can be saved. What is going on with it is waited for. */
async function makeRunning(
	notebook: Tracked,
	inputs: Inputs,
	power: { hasStarted: boolean },
	context: Context,
): Promise<void> {
	const { notebookId: id, startIfStopped = false } = inputs;
	notebook.seen = await look(id, context);
	if (notebook.seen.status === "DELETED") {
		const { region, projectId } = context.cloud;
		throw new Error(`There is no notebook ${id} to save as an image in region ${region}, project ${projectId}.`);
	}

	await settle(notebook, context);
	const { status = "of unknown status", name = "" } = notebook.seen;
	if (status === "RUNNING") return;
	if (status !== "STOPPED" || !startIfStopped) {
		throw new Error(
			`The notebook ${name} (${id}) is ${status}, and only a running one can be saved as an image: start it` +
				(startIfStopped ? "." : ", or set `startIfStopped: true` to have it started and stopped again."),
		);
	}

	power.hasStarted = true;
	await bring(notebook, "running", {}, context);
}

/** The notebook was found stopped, and is so again. */
export async function stopAgain({ notebookId: id }: Inputs, context: Context): Promise<void> {
	const notebook: Tracked = { seen: await look(id, context) };
	if (notebook.seen.status !== "DELETED") await bring(notebook, "stopped", {}, context);
}

/** The same after a failure: that it did not work either is said, and hides nothing of what came before. */
export async function tryToStop(inputs: Inputs, context: Context): Promise<void> {
	try {
		await stopAgain(inputs, context);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		context.warn(
			`The notebook ${inputs.notebookId} was started to be saved as an image, and could not be stopped again: ${reason}`,
		);
	}
}

/** An image that is there already and that the user wants to go on with. */
export async function takeOver(inputs: Inputs, context: Context): Promise<Making> {
	const read = (found: RegisteredImage) => toReadInputs(inputs, found);
	return { seen: await adoptImage(inputs, read, (there) => findDifferences(there, { ...inputs }), context) };
}
