import type { Instance } from "../cloud/demanager";
import { ApiError } from "../cloud/errors";
import type { Context } from "../lifecycle";
import { adopt } from "../recovery/adoption";
import { type Creation, createOnce } from "../recovery/create-once";
import type { Intent } from "../recovery/intent";
import { describeOwner } from "../recovery/mark";
import { adviseOnStranger, nameStranger } from "../recovery/name-stranger";
import { isSince, refuseAdoption } from "../recovery/ownership";
import { findReplacingDifferences, listReplacing } from "./changes";
import { toReadInputs } from "./drift";
import { KNOWN_FLAVORS, KNOWN_PROFILES } from "./inputs";
import { hasFailed } from "./power";
import type { Inputs } from "./properties";
import { look } from "./watching";
import { toCreateBody } from "./wire";

/** Makes the instance, exactly once. Its description is the mark until it runs. */
export async function createInstance(inputs: Inputs, context: Context): Promise<Instance> {
	const mark = describeOwner(inputs.identity);
	const creation: Creation<Instance> = {
		kind: "NotebookInstance",
		replacing: listReplacing(inputs),
		send: () => context.cloud.demanager.createInstance(toCreateBody(inputs, mark), context),
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallInstance(intent, inputs, context),
		trace: (intent) => traceInstance(intent, inputs, context),
		looksFirst: false,
		find: (onlyOurs) => findInstance(inputs, context, onlyOurs),
		refuse: (found) => refuseAdoption(describeCandidate(found, inputs), mark, context.cloud.clock.now()),
		nameFound: ({ id }) => `the notebook ${inputs.name} (${id})`,
		explainConflict: (found, refusal) => explainConflict(inputs, found, refusal),
	};
	try {
		return await createOnce(creation, context);
	} catch (error) {
		throw nameAlternatives(error);
	}
}

/** The instance that this machine made, whatever its description is by now; not one that became another. */
async function recallInstance({ id }: Intent, inputs: Inputs, context: Context): Promise<Instance | undefined> {
	const found = id === undefined ? undefined : await look(id, context);
	if (!found || found.status === "DELETED" || hasFailed(found.status)) return undefined;
	return describeCandidate(found, inputs).differences.length === 0 ? found : undefined;
}

/** What this machine made under another name when its answer was lost: nobody has given it another description yet. */
async function traceInstance(
	intent: Intent,
	inputs: Inputs,
	{ cloud, ...context }: Context,
): Promise<string | undefined> {
	const query = { show_self: true, workspace_id: inputs.workspaceId ?? "0" };
	const mark = describeOwner(inputs.identity);
	const found = (await cloud.demanager.listInstances(query, context)).filter(
		(instance) =>
			instance.status !== "DELETED" && instance.description === mark && isSince(readCreation(instance), intent),
	);
	const names = found.map(({ id, name }) => `the notebook ${name} (${id})`);
	return names.length > 0 ? names.join(", ") : undefined;
}

/** An existing instance that the user wants to go on with. */
export function takeOver(inputs: Inputs, context: Context): Promise<Instance> {
	const { adopt: id = "" } = inputs;
	const read = (found: Instance) => toReadInputs(inputs, found);
	const differ = (there: Inputs) => findReplacingDifferences(there, inputs);
	return adopt({ what: "notebook", id, wanted: inputs, look: () => look(id, context), read, differ }, context);
}

/** The instance of that name, ours or somebody else's: names are unique in a workspace. */
async function findInstance(
	inputs: Inputs,
	{ cloud, ...context }: Context,
	onlyOurs = false,
): Promise<Instance | undefined> {
	for (const mine of onlyOurs ? [true] : [true, false]) {
		const query = { show_self: mine, workspace_id: inputs.workspaceId ?? "0" };
		const found = (await cloud.demanager.listInstances(query, context)).find(
			({ name, status }) => name === inputs.name && status !== "DELETED",
		);
		// What others made is only looked at to name it: it never carries this user's mark.
		if (found) return mine ? found : { ...found, description: "" };
	}

	return undefined;
}

function describeCandidate(found: Instance, inputs: Inputs) {
	return {
		description: found.description ?? "",
		createdAt: readCreation(found),
		differences: findReplacingDifferences(toReadInputs(inputs, found), inputs),
	};
}

function readCreation({ creation_timestamp: time }: Instance): number | undefined {
	const createdAt = Number(time ?? Number.NaN);
	return Number.isNaN(createdAt) ? undefined : createdAt;
}

function explainConflict(
	{ name }: Inputs,
	found: Instance | undefined,
	refusal = "it cannot be seen by this user",
): string {
	const stranger = found && { id: found.id, createdAt: readCreation(found), creator: found.user?.name };
	const which = stranger ? ` (${nameStranger(stranger)})` : "";
	return (
		`A notebook named ${name} exists already${which} and was not touched: ${refusal}. ` +
		`Choose another \`name\`, delete that notebook${adviseOnStranger(stranger)}`
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
