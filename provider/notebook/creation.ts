import type { Notebook } from "../cloud/notebooks";
import type { Context } from "../lifecycle";
import { refuseDifferent } from "../recovery/adoption";
import { type Creation, createOnce } from "../recovery/create-once";
import type { Intent } from "../recovery/intent-log";
import { lookAgain } from "../recovery/look-again";
import { describeBeginning } from "../recovery/mark";
import { SharedQuestion } from "../recovery/shared-question";
import { findReplacingDifferences, listReplacing } from "./changes";
import { toReadInputs } from "./drift";
import { hasFailed } from "./power";
import type { Inputs } from "./properties";
import { look } from "./steering";
import { toCreateBody } from "./wire";

/**
 * Makes the notebook, exactly once. Names are not unique: until the create is finished its description is a mark that
 * holds the identity and all inputs that replace, and whatever carries it is a beginning of this resource.
 */
export function createNotebook(inputs: Inputs, context: Context): Promise<Notebook> {
	const mark = describeBeginning(inputs.identity, listReplacing(inputs));
	const creation: Creation<Notebook> = {
		kind: "Notebook",
		replacing: listReplacing(inputs),
		send: () => context.cloud.notebooks.createNotebook(toCreateBody(inputs, mark), context),
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallNotebook(intent, inputs, context),
		looksFirst: true,
		find: (hasSent) =>
			hasSent
				? lookAgain(async () => (await findMarked(inputs, context))[0], context)
				: findMarked(inputs, context).then((found) => found.find(({ status }) => !hasFailed(status))),
		refuse: () => undefined,
		nameFound: ({ id }) => `the notebook ${inputs.name} (${id})`,
		explainConflict: () =>
			`The service wants another \`name\` than ${inputs.name}: a notebook of that name exists already and was not ` +
			"touched, as it does not carry the mark of this resource. It can be taken over with `adopt`.",
	};
	return createOnce(creation, context);
}

/** The notebook that this machine made, whatever its description is by now; not one that became another. */
async function recallNotebook({ id }: Intent, inputs: Inputs, context: Context): Promise<Notebook | undefined> {
	const found = id === undefined ? undefined : await look(id, context);
	if (!found || found.status === "DELETED" || hasFailed(found.status)) return undefined;
	return findReplacingDifferences(toReadInputs(inputs, found), inputs).length === 0 ? found : undefined;
}

/** An existing notebook that the user wants to go on with as if this resource had made it. */
export async function takeOver(inputs: Inputs, context: Context): Promise<Notebook> {
	const id = inputs.adopt ?? "";
	const found = await look(id, context);
	if (found.status === "DELETED") {
		const { region, projectId } = context.cloud;
		throw new Error(`There is no notebook ${id} to adopt in region ${region}, project ${projectId}.`);
	}

	const there = toReadInputs(inputs, found);
	const differences = findReplacingDifferences(there, inputs);
	refuseDifferent({ title: `notebook ${id}`, there, wanted: inputs, differences });
	return found;
}

/** All notebooks of some workspaces. */
const question = new SharedQuestion<string, Notebook[]>(async (cloud, workspaces, deadline) => {
	const lists = workspaces.map((id) => cloud.notebooks.listNotebooks({ workspace_id: id }, { deadline }));
	return (await Promise.all(lists)).flat();
});

/** What an earlier attempt of this resource has begun to make. */
async function findMarked(inputs: Inputs, context: Context): Promise<Notebook[]> {
	const mark = describeBeginning(inputs.identity, listReplacing(inputs));
	const all = await question.ask([inputs.workspaceId ?? "0"], context);
	return all.filter(({ description, status }) => description === mark && status !== "DELETED");
}

/** Two runs at the same time, on two machines, make two notebooks: their names need not differ, but their marks are one. */
export async function warnOfDoubles({ id }: Notebook, inputs: Inputs, context: Context): Promise<void> {
	const others = (await findMarked(inputs, context)).filter((notebook) => notebook.id !== id);
	if (others.length === 0) return;
	context.warn(
		`Another run is making the notebook ${inputs.name} as well, or was interrupted: ` +
			`${others.map((notebook) => notebook.id).join(", ")} carries the mark of this resource. Delete it if nobody needs it.`,
	);
}
