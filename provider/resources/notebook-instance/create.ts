import type { InstanceResponse } from "../../services/modelarts/instances";
import { ApiError } from "../../services/http/errors";
import type { Services } from "../../services/services";
import type { Context } from "../../lifecycle/contract";
import { type Candidate, hasAsked, type LastRequest } from "../../lifecycle/create-safety/decide";
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
import { toReadInputs } from "./read-back";
import { type Inputs, KNOWN_FLAVORS, KNOWN_PROFILES, notebookInstance } from "./definition";
import { hasFailed } from "./power-state";
import { get } from "./poll";

/**
 * Makes the instance, exactly once. Until the create is finished its description is a marker that holds the identity and
 * all inputs that replace, and whatever carries it is a beginning of this resource.
 */
export async function createInstance(inputs: Inputs, context: Context): Promise<InstanceResponse> {
	const desired = { identity: inputs.identity, replacing: listReplacing(notebookInstance, inputs) };
	const marker = describePending(desired.identity, desired.replacing);
	let before: readonly InstanceResponse[] = [];

	const isNamed = ({ name }: InstanceResponse) => name === inputs.name;
	const isMarked = ({ description }: InstanceResponse) => readDescription(description, inputs.identity) !== undefined;

	async function search(request: LastRequest): Promise<Candidate<InstanceResponse>[]> {
		const isAsked = hasAsked(request);
		const listed = await listOwn(inputs, context).catch((error: unknown) => noneIfForbidden(error, isAsked));
		const own = listed.filter(({ status }) => status !== "DELETED");
		if (!isAsked) before = own;
		const isHidden = request.result === "exists" && !own.some(isNamed);
		const others = isHidden ? await listOfOthers(inputs, context) : [];
		return [...own, ...others]
			.filter((found) => isNamed(found) || isMarked(found))
			.map((found) => ({ ...toCandidate(found), hasName: isNamed(found) }));
	}

	const plan: CreatePlan<InstanceResponse> = {
		kind: "NotebookInstance",
		identity: inputs.identity,
		replacing: desired.replacing,
		send: () =>
			context.cloud.demanager.createInstance(toRequest(notebookInstance, { ...inputs, description: marker }), context),
		name: (found) => ({ id: found.id, identity: readPending(found, desired) }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallInstance(intent, inputs, context),
		describeOrphan: (intent) => traceInstance(intent, inputs, context),
		searchBeforeCreate: true,
		// Names are unique: a second request conflicts with the object of the first one.
		retriesSearch: false,
		proof: { by: "pending marker", ...desired },
		search,
		describeFound: ({ id, name }) => `the notebook ${name} (${id})`,
		explainConflict: (found, refusal) => explainConflict(inputs, found, refusal),
	};
	try {
		const made = await ensureCreated(plan, context);
		warnOfFinished(before, made, inputs, context);
		return made;
	} catch (error) {
		throw nameAlternatives(error);
	}
}

/** What is finished and looks as if an earlier create of this resource had made it. */
function isFinished(found: InstanceResponse, inputs: Inputs): boolean {
	const own = findFinishedInputs(found, inputs, notebookInstance.generate);
	return own !== undefined && findReplacing(notebookInstance, toReadInputs(own, found), own).length === 0;
}

/** What another machine had finished before it was killed cannot be told from what has another place by now: it is named. */
function warnOfFinished(
	before: readonly InstanceResponse[],
	made: InstanceResponse,
	inputs: Inputs,
	context: Context,
): void {
	const finished = before.filter(
		(found) => found.id !== made.id && isFinished(found, inputs) && context.intent.findOwner(found) === undefined,
	);
	if (finished.length > 0) context.warn(explainFinished(finished.map(({ id }) => id).join(", ")));
}

/** The instance that this machine made. */
async function recallInstance({ id }: Intent, inputs: Inputs, context: Context) {
	const found = id === undefined ? undefined : await get(id, context);
	if (!found || found.status === "DELETED") return undefined;
	return { ...toCandidate(found), differences: findReplacing(notebookInstance, toReadInputs(inputs, found), inputs) };
}

/** What this machine made with other inputs when its answer was lost: nobody has given it another description yet. */
async function traceInstance(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const found = (await listOwn(inputs, context)).filter(
		(instance) => instance.status !== "DELETED" && isOfIntent(toCandidate(instance), intent),
	);
	const names = found.map(({ id, name }) => `the notebook ${name} (${id})`);
	return names.length > 0 ? names.join(", ") : undefined;
}

/** The user's own instances in some workspaces. */
const question = new BatchedQuery<string, InstanceResponse[], Services>(async (cloud, workspaces, deadline) => {
	const lists = workspaces.map((id) =>
		cloud.demanager.listInstances({ show_self: true, workspace_id: id }, { deadline }),
	);
	return (await Promise.all(lists)).flat();
});

function listOwn(inputs: Inputs, context: Context): Promise<InstanceResponse[]> {
	return question.ask([inputs.workspaceId ?? "0"], context);
}

/** Who may not list can create notebooks all the same: a search before the first request does not stop anybody. */
function noneIfForbidden(error: unknown, isAsked: boolean): InstanceResponse[] {
	if (isAsked || !(error instanceof ApiError) || error.status !== 403) throw error;
	return [];
}

/** The instances of all users in a workspace: one of them may be in the way. */
async function listOfOthers(
	{ workspaceId = "0", identity }: Inputs,
	{ cloud, ...context }: Context,
): Promise<InstanceResponse[]> {
	const all = await cloud.demanager.listInstances({ show_self: false, workspace_id: workspaceId }, context);
	return all
		.filter(({ status }) => status !== "DELETED")
		.map((found) => {
			// Shown only now, as reads lag behind writes: the very one that this create has asked for.
			const isOwn = readDescription(found.description, identity)?.identity === identity;
			// What others made is only looked at to name it: no marker of theirs is this user's.
			return isOwn ? found : { ...found, description: "" };
		});
}

function toCandidate(found: InstanceResponse): Candidate<InstanceResponse> {
	const { description, status } = found;
	return { found, description, createdAt: readCreation(found), hasFailed: hasFailed(status) };
}

function readCreation({ creation_timestamp: time }: InstanceResponse): number | undefined {
	const createdAt = Number(time ?? Number.NaN);
	return Number.isNaN(createdAt) ? undefined : createdAt;
}

function explainConflict(
	{ name }: Inputs,
	found: InstanceResponse | undefined,
	refusal = "it cannot be seen by this user",
): string {
	const unmanaged = found && { id: found.id, createdAt: readCreation(found), creator: found.user?.name };
	const which = unmanaged ? ` (${describeUnmanaged(unmanaged)})` : "";
	return (
		`A notebook named ${name} exists already${which} and was not touched: ${refusal}. ` +
		`Choose another \`name\`, delete that notebook${adviseOnUnmanaged(unmanaged)}`
	);
}

/** A flavor or profile that the region does not have: name some that others have. */
function nameAlternatives(error: unknown): unknown {
	const known: Record<string, readonly string[]> = {
		"ModelArts.6323": KNOWN_FLAVORS,
		"ModelArts.6330": [...KNOWN_FLAVORS, ...KNOWN_PROFILES],
		"ModelArts.6336": KNOWN_PROFILES,
	};
	const names = error instanceof ApiError ? known[error.code] : undefined;
	if (!names || !(error instanceof Error)) return error;
	return new Error(`${error.message} Known in some regions: ${names.join(", ")}; the console shows those of yours.`);
}
