import type { Notebook } from "../cloud/notebooks";
import type { Context } from "../lifecycle";
import { adopt } from "../recovery/adoption";
import { type Creation, createOnce } from "../recovery/create-once";
import type { Intent } from "../recovery/intent";
import { lookAgain } from "../recovery/look-again";
import { parseIdentity } from "../recovery/identity";
import { describeBeginning, describeOwner, isBeginning } from "../recovery/mark";
import { adviseOnStranger, nameStranger } from "../recovery/name-stranger";
import { isSince, refuseAge } from "../recovery/ownership";
import { SharedQuestion } from "../recovery/shared-question";
import { findReplacingDifferences, listReplacing } from "./changes";
import { hasOpenMark, toReadInputs } from "./drift";
import { hasFailed } from "./power";
import type { Inputs } from "./properties";
import { look, notebooks } from "./watching";
import { toCreateBody } from "./wire";

/**
 * Makes the notebook, exactly once. Names are not unique: until the create is finished its description is a mark that
 * holds the identity and all inputs that replace, and whatever carries it is a beginning of this resource. The list holds
 * the caller's own notebooks alone, so what another user has made is never taken.
 */
export function createNotebook(inputs: Inputs, context: Context): Promise<Notebook> {
	const mark = describeBeginning(inputs.identity, listReplacing(inputs));
	/** What was there before anything was asked for: only its age shows that it is a leftover. */
	const before = new Set<string>();
	let hasAsked = false;

	function refuse({ id, create_at: createdAt }: Notebook): string | undefined {
		if (!before.has(id)) return undefined;
		return hasAsked ? "it was there before" : refuseAge(createdAt, context.cloud.clock.now());
	}

	async function findOurs(): Promise<Notebook[]> {
		const marked = await findMarked(inputs, context);
		if (!hasAsked) for (const { id } of marked) before.add(id);
		return marked.filter((notebook) => refuse(notebook) === undefined);
	}

	const creation: Creation<Notebook> = {
		kind: "Notebook",
		replacing: listReplacing(inputs),
		send: () => {
			hasAsked = true;
			return context.cloud.notebooks.createNotebook(toCreateBody(inputs, mark), context);
		},
		name: ({ id }) => ({ id }),
		conflict: "ModelArts.6301",
		recall: (intent) => recallNotebook(intent, inputs, context),
		looksFirst: true,
		trace: (intent) => traceNotebook(intent, inputs, context),
		find: () => findOurs().then((found) => found.find(({ status }) => !hasFailed(status))),
		await: (asked) => lookAgain(asked, async () => (await findOurs())[0], context),
		refuse,
		nameFound: ({ id }) => `the notebook ${inputs.name} (${id})`,
		explainConflict: () => explainConflict(inputs, context),
	};
	return createOnce(creation, context);
}

/** Names need not be unique, but a service may want them to be: then somebody else's may be in the way as well. */
async function explainConflict({ name, workspaceId = "0" }: Inputs, context: Context): Promise<string> {
	// What cannot be seen cannot be named; that is no reason to hide the conflict.
	const listed = await context.cloud.notebooks
		.listAllNotebooks({ name, workspace_id: workspaceId }, context)
		.catch(() => []);
	const found = listed.find((one) => one.name === name && one.status !== "DELETED");
	const stranger = found && { id: found.id, createdAt: found.create_at, creator: found.user?.name };
	const which = stranger ? ` (${nameStranger(stranger)})` : "";
	return (
		`A notebook named ${name} exists already${which} and was not touched: it does not carry the mark of this resource. ` +
		`Choose another \`name\`, delete that notebook${adviseOnStranger(stranger)}`
	);
}

/** The notebook that this machine made, whatever its description is by now; not one that became another. */
async function recallNotebook({ id }: Intent, inputs: Inputs, context: Context): Promise<Notebook | undefined> {
	const found = id === undefined ? undefined : await look(id, context);
	if (!found || found.status === "DELETED" || hasFailed(found.status)) return undefined;
	return findReplacingDifferences(toReadInputs(inputs, found), inputs).length === 0 ? found : undefined;
}

/** What this machine began to make with other inputs when its answer was lost. */
async function traceNotebook(intent: Intent, inputs: Inputs, context: Context): Promise<string | undefined> {
	const begun = (await listAll(inputs, context)).filter(
		({ description, status, create_at: createdAt }) =>
			status !== "DELETED" && isBeginning(description, inputs.identity) && isSince(createdAt, intent),
	);
	return begun.length > 0 ? begun.map(({ id, name }) => `the notebook ${name} (${id})`).join(", ") : undefined;
}

/** An existing notebook that the user wants to go on with. */
export function takeOver(inputs: Inputs, context: Context): Promise<Notebook> {
	const { adopt: id = "" } = inputs;
	const read = (found: Notebook) => toReadInputs(inputs, found);
	const differ = (there: Inputs) => findReplacingDifferences(there, inputs);
	return adopt({ what: "notebook", id, wanted: inputs, look: () => look(id, context), read, differ }, context);
}

/** All notebooks of some workspaces. */
const question = new SharedQuestion<string, Notebook[]>(async (cloud, workspaces, deadline) => {
	const lists = workspaces.map((id) => cloud.notebooks.listNotebooks({ workspace_id: id }, { deadline }));
	return (await Promise.all(lists)).flat();
});

function listAll(inputs: Inputs, context: Context): Promise<Notebook[]> {
	return question.ask([inputs.workspaceId ?? "0"], context);
}

/** What an earlier attempt of this resource has begun to make. */
async function findMarked(inputs: Inputs, context: Context): Promise<Notebook[]> {
	return (await listAll(inputs, context)).filter((notebook) => isBegun(notebook, inputs));
}

function isBegun(notebook: Notebook, inputs: Inputs): boolean {
	return hasOpenMark(inputs, notebook) && notebook.status !== "DELETED";
}

/**
 * What is finished and looks as if this resource had made it: of the same name and description, one of which is only its
 * own, and the same in all that replaces.
 */
function isFinished(notebook: Notebook, inputs: Inputs): boolean {
	const { identity, name, description } = inputs;
	const isOwn =
		name.endsWith(`-${parseIdentity(identity).hash.slice(0, 7)}`) || description === describeOwner(identity);
	const isSame = notebook.name === name && notebook.description === description && notebook.status !== "DELETED";
	return isOwn && isSame && findReplacingDifferences(toReadInputs(inputs, notebook), inputs).length === 0;
}

/**
 * Two runs at the same time, on two machines, make two notebooks: their names need not differ, but their marks are one.
 * And what another machine had finished before it was killed cannot be told from one that is just being replaced.
 *
 * Any list will do that is younger than this notebook: of two, the one made later has seen the other. So where many were
 * waited for together, nothing more is asked.
 */
export async function warnOfDoubles({ id }: Notebook, madeAt: number, inputs: Inputs, context: Context): Promise<void> {
	const recent = await notebooks.read(context.cloud, inputs.workspaceId).readAll(madeAt);
	const all = recent ? [...recent.values()] : await listAll(inputs, context);
	const others = all.filter((notebook) => notebook.id !== id);
	const begun = others.filter((notebook) => isBegun(notebook, inputs));
	const finished = others.filter((notebook) => isFinished(notebook, inputs));
	if (begun.length > 0) {
		context.warn(
			`Another run is making the notebook ${inputs.name} as well, or was interrupted: ${listIds(begun)} carries the mark ` +
				"of this resource. Delete it if nobody needs it.",
		);
	}
	if (finished.length > 0) {
		context.warn(
			`${listIds(finished)} has the name and description of this resource as well, and is finished. If this run replaces ` +
				"it, all is well. Otherwise an interrupted run on another machine has left it behind: delete it if nobody needs it.",
		);
	}
}

function listIds(notebooks: readonly Notebook[]): string {
	return notebooks.map(({ id }) => id).join(", ");
}
