import type { InstanceResponse } from "../../services/modelarts/instances";
import { ApiError } from "../../services/http/errors";
import type { Services } from "../../services/services";
import type { Context } from "../../lifecycle/contract";
import { type Candidate, hasAsked, type LastRequest } from "../../lifecycle/create-safety/decide";
import { type CreatePlan, ensureCreated } from "../../lifecycle/create-safety/ensure-created";
import { isOfIntent, readPending } from "../../lifecycle/create-safety/pending-object";
import { describePending, readDescription } from "../../lifecycle/create-safety/ownership-marker";
import { explainObstacle } from "../../lifecycle/create-safety/explain-obstacle";
import { recallObject } from "../../lifecycle/create-safety/recall-object";
import { isFinished, reportDuplicates } from "../../lifecycle/create-safety/report-duplicates";
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

	const compare = (found: InstanceResponse) => ({
		...toCandidate(found),
		differences: findReplacing(notebookInstance, toReadInputs(inputs, found), inputs),
	});

	async function search(request: LastRequest): Promise<Candidate<InstanceResponse>[]> {
		const isAsked = hasAsked(request);
		const own = await listOwn(inputs, context).catch((error: unknown) => noneIfForbidden(error, isAsked));
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
			context.services.demanager.createInstance(
				toRequest(notebookInstance, { ...inputs, description: marker }),
				context,
			),
		name: (found) => ({ id: found.id, identity: readPending(found, desired) }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallObject(intent, (id) => get(id, context), compare),
		findOrphans: async (intent) =>
			(await listOwn(inputs, context)).filter((found) => isOfIntent(toCandidate(found), intent)).map(describeFound),
		searchBeforeCreate: true,
		// Names are unique: a second request conflicts with the object of the first one.
		retriesSearch: false,
		proof: { by: "pending marker", ...desired },
		search,
		describeFound,
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

/** What another machine had finished before it was killed cannot be told from what has another place by now: it is named. */
function warnOfFinished(
	before: readonly InstanceResponse[],
	made: InstanceResponse,
	inputs: Inputs,
	context: Context,
): void {
	const others = before.filter(({ id }) => id !== made.id);
	const finished = others.filter((found) => isFinished(found, inputs, notebookInstance, toReadInputs, context));
	reportDuplicates({ of: `the notebook ${inputs.name}`, finished: finished.map(({ id }) => id) }, context);
}

/** The user's own instances in some workspaces. */
const question = new BatchedQuery<string, InstanceResponse[], Services>(async (services, workspaces, deadline) => {
	const lists = workspaces.map((id) =>
		services.demanager.listInstances({ show_self: true, workspace_id: id }, { deadline }),
	);
	return (await Promise.all(lists)).flat();
});

async function listOwn(inputs: Inputs, context: Context): Promise<InstanceResponse[]> {
	const listed = await question.ask([inputs.workspaceId ?? "0"], context);
	return listed.filter(({ status }) => status !== "DELETED");
}

/** Who may not list can create notebooks all the same: a search before the first request does not stop anybody. */
function noneIfForbidden(error: unknown, isAsked: boolean): InstanceResponse[] {
	if (isAsked || !(error instanceof ApiError) || error.status !== 403) throw error;
	return [];
}

/** The instances of all users in a workspace: one of them may be in the way. */
async function listOfOthers(
	{ workspaceId = "0", identity }: Inputs,
	{ services, ...context }: Context,
): Promise<InstanceResponse[]> {
	const all = await services.demanager.listInstances({ show_self: false, workspace_id: workspaceId }, context);
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
	reason = "it cannot be seen by this user",
): string {
	return explainObstacle({
		fact: `A notebook named ${name} exists already`,
		unmanaged: found ? [{ id: found.id, createdAt: readCreation(found), creator: found.user?.name }] : [],
		reason,
		solutions: "Choose another `name`, delete that notebook",
	});
}

function describeFound({ id, name }: InstanceResponse): string {
	return `the notebook ${name} (${id})`;
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
