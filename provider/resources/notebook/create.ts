import type { CreateNotebookBody, NotebookResponse } from "../../services/modelarts/notebooks";
import type { Services } from "../../services/services";
import type { Context } from "../../lifecycle/contract";
import type { Candidate } from "../../lifecycle/create-safety/decide";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { isOfIntent, readPending } from "../../lifecycle/create-safety/pending-object";
import { describePending, readDescription } from "../../lifecycle/create-safety/ownership-marker";
import { explainObstacle } from "../../lifecycle/create-safety/explain-obstacle";
import { recallObject } from "../../lifecycle/create-safety/recall-object";
import {
	isFinished,
	isOfThisCreate,
	removeRepeated,
	reportDuplicates,
} from "../../lifecycle/create-safety/report-duplicates";
import { BatchedQuery } from "../../lifecycle/polling/batched-query";
import { findReplacing, listReplacing } from "../../definition/diff";
import { toRequest } from "../../definition/request";
import { type Inputs, notebook } from "./definition";
import { driveTo } from "./drive-to";
import { toLeaseOfBody } from "./lease";
import { toReadInputs } from "./read-back";
import { hasFailed } from "./power-state";
import { get, notebooks } from "./poll";

/**
 * Makes the notebook, exactly once. Names are not unique: until the create is finished its description is a marker that
 * holds the identity and all inputs that replace, and whatever carries it is a beginning of this resource. The list holds
 * the caller's own notebooks alone, so what another user has made is never taken.
 */
export function createNotebook(inputs: Inputs, context: Context): Promise<NotebookResponse> {
	const desired = { identity: inputs.identity, replacing: listReplacing(notebook, inputs) };
	const marker = describePending(desired.identity, desired.replacing);
	const compare = (found: NotebookResponse) => ({
		...toCandidate(found),
		differences: findReplacing(notebook, toReadInputs(inputs, found), inputs),
	});
	const plan: CreatePlan<NotebookResponse> = {
		kind: "Notebook",
		identity: inputs.identity,
		replacing: desired.replacing,
		send: () => context.services.notebooks.createNotebook(toCreateBody(inputs, marker), context),
		name: (found) => ({ id: found.id, identity: readPending(found, desired) }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallObject(intent, (id) => get(id, context), compare),
		searchBeforeCreate: true,
		findOrphans: async (intent) =>
			(await listMarked(inputs, context)).filter((found) => isOfIntent(toCandidate(found), intent)).map(describeFound),
		retriesSearch: true,
		proof: { by: "pending marker", ...desired },
		search: async () =>
			(await listMarked(inputs, context)).map((found) => ({
				...toCandidate(found),
				hasName: found.name === inputs.name,
			})),
		describeFound,
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
	const listed = await context.services.notebooks
		.listAllNotebooks({ name, workspace_id: workspaceId }, context)
		.catch(() => []);
	const found = listed.find((one) => one.name === name && one.status !== "DELETED");
	return explainObstacle({
		fact: `A notebook named ${name} exists already`,
		unmanaged: found ? [{ id: found.id, createdAt: found.create_at, creator: found.user?.name }] : [],
		reason: "it does not carry the marker of this resource",
		solutions: "Choose another `name`, delete that notebook",
	});
}

function describeFound({ id, name }: NotebookResponse): string {
	return `the notebook ${name} (${id})`;
}

/** All notebooks of some workspaces. */
const question = new BatchedQuery<string, NotebookResponse[], Services>(async (services, workspaces, deadline) => {
	const lists = workspaces.map((id) => services.notebooks.listNotebooks({ workspace_id: id }, { deadline }));
	return (await Promise.all(lists)).flat();
});

function listAll(inputs: Inputs, context: Context): Promise<NotebookResponse[]> {
	return question.ask([inputs.workspaceId ?? "0"], context);
}

/** The description is the marker until the notebook runs. */
export function toCreateBody(inputs: Inputs, description: string): CreateNotebookBody {
	return { ...toRequest<CreateNotebookBody>(notebook, { ...inputs, description }), ...toLeaseOfBody(inputs.lease) };
}

/**
 * Two runs at the same time, on two machines, make two notebooks: their names need not differ, but their markers show the
 * same coordinates. And what another machine had finished before it was killed cannot be told from one that is just being
 * replaced, or that has another place in a program or stack by now: it is named, never taken. What has the marker of this
 * very create is of a request that was delivered twice, and is deleted.
 *
 * Any list will do that is younger than this notebook: of two, the one made later has seen the other. So where many were
 * waited for together, nothing more is asked.
 */
export async function resolveDuplicates(
	{ id }: NotebookResponse,
	madeAt: number,
	inputs: Inputs,
	context: Context,
): Promise<void> {
	const recent = await notebooks.read(context.services, inputs.workspaceId).readAll(context, madeAt);
	const all = recent ? [...recent.values()] : await listAll(inputs, context);
	const desired = { identity: inputs.identity, replacing: listReplacing(notebook, inputs) };
	const others = all.filter((found) => found.id !== id && found.status !== "DELETED");
	const pending: NotebookResponse[] = [];
	const repeated: NotebookResponse[] = [];
	for (const found of others) {
		const marker = readPending(found, desired);
		const isOwned = context.intent.findOwner({ id: found.id }) !== undefined;
		if (!isOwned && isOfThisCreate(marker, found.create_at, inputs.identity, context)) repeated.push(found);
		else if (marker !== undefined) pending.push(found);
	}
	const finished = others.filter((found) => isFinished(found, inputs, notebook, toReadInputs, context));
	const idsOf = (notebooks: readonly NotebookResponse[]) => notebooks.map(({ id }) => id);
	const of = `the notebook ${inputs.name}`;
	reportDuplicates({ of, pending: idsOf(pending), finished: idsOf(finished) }, context);
	const remove = (observed: NotebookResponse) => driveTo({ observed }, "gone", inputs, context);
	await removeRepeated(of, repeated, remove, context);
}
