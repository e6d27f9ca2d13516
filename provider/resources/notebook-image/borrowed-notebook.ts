import type { Services } from "../../services/services";
import type { Context } from "../../lifecycle/contract";
import { driveTo, waitUntilStable, type Tracked } from "../notebook/drive-to";
import { get } from "../notebook/poll";
import { perServices } from "../../lifecycle/polling/per-services";
import { changingNotebook } from "../../lifecycle/polling/profiles";
import { pollUntil } from "../../lifecycle/polling/poll-until";
import type { Inputs } from "./definition";

/** The notebook that is saved. */
export interface Borrowed {
	readonly id: string;

	/** It was found stopped and started for this: it is stopped again. */
	isStarted: boolean;
}

/** A notebook that a killed run on this machine has started is stopped again by whoever goes on with it. */
export function borrow({ notebookId: id }: Inputs, context: Context): Borrowed {
	const earlier = context.intent.read()?.startedNotebook;
	if (earlier !== undefined && earlier !== id) {
		context.warn(
			`An interrupted run started the notebook ${earlier} to save it as an image, and did not stop it again. ` +
				"It was left alone: stop it if nobody needs it.",
		);
	}
	return { id, isStarted: earlier === id };
}

/** Only a notebook that runs can be saved. What is going on with it is waited for. */
export async function makeRunning(borrowed: Borrowed, inputs: Inputs, context: Context): Promise<void> {
	const { id } = borrowed;
	const { startIfStopped = false } = inputs;
	if (borrowed.isStarted) noteStarted(id, context);
	const notebook: Tracked = { observed: await get(id, context) };
	if (notebook.observed.status === "DELETED") {
		const { region, projectId } = context.services;
		throw new Error(`There is no notebook ${id} to save as an image in region ${region}, project ${projectId}.`);
	}

	await waitUntilStable(notebook, context);
	const { status = "of unknown status", name = "" } = notebook.observed;
	if (status === "RUNNING") return;
	if (status !== "STOPPED" || !startIfStopped) {
		throw new Error(
			`The notebook ${name} (${id}) is ${status}, and only a running one can be saved as an image: start it` +
				(startIfStopped ? "." : ", or set `startIfStopped: true` to have it started and stopped again."),
		);
	}

	borrowed.isStarted = true;
	noteStarted(id, context);
	await driveTo(notebook, "running", {}, context);
}

/** Which resources of this run are saving a notebook, by their identities. */
const savers = perServices<Services, Set<string>>(() => new Set());

/** While it lasts, no other resource of this run stops the notebook. */
export async function keepRunning<T>(
	{ notebookId, identity }: Inputs,
	{ services }: Context,
	work: () => Promise<T>,
): Promise<T> {
	const all = savers(services, notebookId);
	all.add(identity);
	try {
		return await work();
	} finally {
		all.delete(identity);
	}
}

async function waitForSavers(id: string, context: Context): Promise<void> {
	const { services } = context;
	const get = () => Promise.resolve(savers(services, id).size);
	const isDone = (saving: number) => saving === 0;
	const first = savers(services, id).size;
	await pollUntil({ ...context, clock: services.clock, profile: changingNotebook, first, get, isDone });
}

/** The notebook was found stopped, and is so again: as soon as no other resource of this run saves it. */
export async function stopAgain({ notebookId: id, identity }: Inputs, context: Context): Promise<void> {
	savers(context.services, id).delete(identity);
	await waitForSavers(id, context);
	const notebook: Tracked = { observed: await get(id, context) };
	if (notebook.observed.status !== "DELETED") await driveTo(notebook, "stopped", {}, context);
	if (context.intent.read()?.startedNotebook === id) noteStarted(undefined, context);
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

function noteStarted(startedNotebook: string | undefined, { intent }: Context): void {
	const pending = intent.read();
	if (pending) intent.write({ ...pending, startedNotebook });
}
