import type { CreateNotebookBody, NotebookResponse } from "../../services/modelarts/notebooks";
import type { Services } from "../../services/services";
import type { Context } from "../../lifecycle/contract";
import type { Candidate } from "../../lifecycle/create-safety/decide";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import type { Intent } from "../../lifecycle/create-safety/resource-intent";
import { findFinishedInputs, isOfIntent, readPending } from "../../lifecycle/create-safety/pending-object";
import { describePending, readDescription } from "../../lifecycle/create-safety/ownership-marker";
import {
	adviseOnUnmanaged,
	explainFinished,
	describeUnmanaged,
} from "../../lifecycle/create-safety/describe-unmanaged";
import { BatchedQuery } from "../../lifecycle/polling/batched-query";
import { findReplacing, listReplacing } from "../../definition/diff";
import { toRequest } from "../../definition/request";
import { type Inputs, notebook } from "./definition";
import { toLeaseOfBody } from "./lease";
import { toReadInputs } from "./read-back";
import { hasFailed } from "./power-state";
import { get, notebooks } from "./poll";

const { generate } = notebook;

/**
 * Makes the notebook, exactly once. Names are not unique: until the create is finished its description is a marker that
 * holds the identity and all inputs that replace, and whatever carries it is a beginning of this resource. The list holds
 * the caller's own notebooks alone, so what another user has made is never taken.
 */
export function createNotebook(inputs: Inputs, context: Context): Promise<NotebookResponse> {
	const desired = { identity: inputs.identity, replacing: listReplacing(notebook, inputs) };
	const marker = describePending(desired.identity, desired.replacing);
	const plan: CreatePlan<NotebookResponse> = {
		kind: "Notebook",
		identity: inputs.identity,
		replacing: desired.replacing,
		send: () => context.cloud.notebooks.createNotebook(toCreateBody(inputs, marker), context),
		name: (found) => ({ id: found.id, identity: readPending(found, desired) }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallNotebook(intent, inputs, context),
		searchBeforeCreate: true,
		describeOrphan: (intent) => traceNotebook(intent, inputs, context),
		retriesSearch: true,
		proof: { by: "pending marker", ...desired },
		search: async () =>
			(await listMarked(inputs, context)).map((found) => ({
				...toCandidate(found),
				hasName: found.name === inputs.name,
			})),
		describeFound: ({ id, name }) => `the notebook ${name} (${id})`,
		explainConflict: () => explainConflict(inputs, context),
	};
	return ensureCreated(plan, context);
}

/** The notebooks that carry a marker of these coordinates. */
async function listMarked(inputs: Inputs, context: Context): Promise<NotebookResponse[]> {
	return (await listAll(inputs, context)).filter(
		({ description, status }) => status !== "DELETED" && readDescription(description, inputs.identity) !== undefined,
	);
}

function toCandidate(found: NotebookResponse): Candidate<NotebookResponse> {
	const { description, create_at: createdAt, status } = found;
	return { found, description, createdAt, hasFailed: hasFailed(status) };
}

/** Names need not be unique, but a service may want them to be: then somebody else's may be in the way as well. */
async function explainConflict({ name, workspaceId = "0" }: Inputs, context: Context): Promise<string> {
	// What cannot be seen cannot be named; that is no reason to hide the conflict.
	const listed = await context.cloud.notebooks
		.listAllNotebooks({ name, workspace_id: workspaceId }, context)
		.catch(() => []);
	const found = listed.find((one) => one.name === name && one.status !== "DELETED");
	const unmanaged = found && { id: found.id, createdAt: found.create_at, creator: found.user?.name };
	const which = unmanaged ? ` (${describeUnmanaged(unmanaged)})` : "";
	return (
		`A notebook named ${name} exists already${which} and was not touched: it does not carry the mark of this resource. ` +
		`Choose another \`name\`, delete that notebook${adviseOnUnmanaged(unmanaged)}`
	);
}

/** The notebook that this machine made. */
async function recallNotebook({ id }: Intent, inputs: Inputs, context: Context) {
	const found = id === undefined ? undefined : await get(id, context);
	if (!found || found.status === "DELETED") return undefined;
	return { ...toCandidate(found), differences: findReplacing(notebook, toReadInputs(inputs, found), inputs) };
}

/** What this machine began to make with other inputs when its answer was lost. */
async function traceNotebook(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const pending = (await listMarked(inputs, context)).filter((found) => isOfIntent(toCandidate(found), intent));
	return pending.length > 0 ? pending.map(({ id, name }) => `the notebook ${name} (${id})`).join(", ") : undefined;
}

/** All notebooks of some workspaces. */
const question = new BatchedQuery<string, NotebookResponse[], Services>(async (cloud, workspaces, deadline) => {
	const lists = workspaces.map((id) => cloud.notebooks.listNotebooks({ workspace_id: id }, { deadline }));
	return (await Promise.all(lists)).flat();
});

function listAll(inputs: Inputs, context: Context): Promise<NotebookResponse[]> {
	return question.ask([inputs.workspaceId ?? "0"], context);
}

/** The description is the marker until the notebook runs. */
export function toCreateBody(inputs: Inputs, description: string): CreateNotebookBody {
	return { ...toRequest<CreateNotebookBody>(notebook, { ...inputs, description }), ...toLeaseOfBody(inputs.lease) };
}

/** What is finished and looks as if an earlier create of this resource had made it. */
function isFinished(found: NotebookResponse, inputs: Inputs): boolean {
	const own = findFinishedInputs(found, inputs, generate);
	return own !== undefined && findReplacing(notebook, toReadInputs(own, found), own).length === 0;
}

/**
 * Two runs at the same time, on two machines, make two notebooks: their names need not differ, but their markers show the
 * same coordinates. And what another machine had finished before it was killed cannot be told from one that is just being
 * replaced, or that has another place in a program or stack by now: it is named, never taken.
 *
 * Any list will do that is younger than this notebook: of two, the one made later has seen the other. So where many were
 * waited for together, nothing more is asked.
 */
export async function warnOfDuplicates(
	{ id }: NotebookResponse,
	madeAt: number,
	inputs: Inputs,
	context: Context,
): Promise<void> {
	const recent = await notebooks.read(context.cloud, inputs.workspaceId).readAll(madeAt);
	const all = recent ? [...recent.values()] : await listAll(inputs, context);
	const desired = { identity: inputs.identity, replacing: listReplacing(notebook, inputs) };
	const others = all.filter((notebook) => notebook.id !== id && notebook.status !== "DELETED");
	const pending = others.filter((notebook) => readPending(notebook, desired));
	const finished = others.filter(
		(notebook) => isFinished(notebook, inputs) && context.intent.findOwner(notebook) === undefined,
	);
	if (pending.length > 0) {
		context.warn(
			`Another run is making the notebook ${inputs.name} as well, or was interrupted: ${listIds(pending)} carries an ` +
				"unfinished marker of this resource. Delete it if nobody needs it.",
		);
	}
	if (finished.length > 0) context.warn(explainFinished(listIds(finished)));
}

function listIds(notebooks: readonly NotebookResponse[]): string {
	return notebooks.map(({ id }) => id).join(", ");
}
