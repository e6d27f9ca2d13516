import { containsUnknown } from "../../definition/unknown";
import type { DiffResult, Existing, Properties } from "../../lifecycle/contract";
import { withoutIncarnation } from "../../lifecycle/create-safety/resource-identity";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";

/** What a change of each input costs; a new input without a line here does not compile. */
export const onChange = {
	notebookId: "replace",
	name: "replace",
	namespace: "replace",
	tag: "replace",
	description: "replace",
	workspaceId: "replace",
	rebuild: "replace",
	region: "replace",
	projectId: "replace",
	startIfStopped: "nothing",
	purgeOnDelete: "nothing",
	adopt: "nothing",
	identity: "nothing",
	timeouts: "nothing",
} as const satisfies Record<keyof Inputs, "replace" | "nothing">;

export type InputName = keyof typeof onChange;

const REPLACING = (Object.keys(onChange) as InputName[]).filter((name) => onChange[name] === "replace");

/** What the path of an image in SWR is made of. */
const PATH: readonly InputName[] = ["namespace", "name", "tag", "region", "projectId"];

/** Replace, go on with, or nothing. */
export function diff(old: Existing<Inputs, Outputs>, news: Properties): DiffResult {
	const { region, projectId, status, unfinished } = old.outputs;
	const replaces = findDifferences({ ...old.inputs, region, projectId }, news);
	// A path can be registered once: the old image goes first where the new one is to have its path.
	const deleteBeforeReplace = news.tag !== undefined && !replaces.some((name) => PATH.includes(name));
	if (replaces.includes("notebookId")) return { replaces, deleteBeforeReplace, warnings: [warnOfOtherNotebook(old)] };
	if (replaces.length > 0) return { replaces, deleteBeforeReplace };
	if (status === "CREATE_FAILED" || status === "ERROR") {
		return { changes: true, replaces: ["status"], deleteBeforeReplace };
	}
	return { changes: unfinished !== undefined };
}

/** Names of the inputs that differ; none of them can be changed in place. */
export function findDifferences(before: Inputs, news: Properties): InputName[] {
	return REPLACING.filter((name) => hasChanged(name, before[name], news[name]));
}

/** All that a change of makes another image, whichever create it is of. */
export function listReplacing(inputs: Inputs): unknown {
	const neutral = withoutIncarnation(inputs, generate);
	return REPLACING.map((name) => [name, neutral[name] ?? null]);
}

function hasChanged(name: InputName, before: unknown, after: unknown): boolean {
	// Where the program says nothing, the object stays where it is.
	if ((name === "region" || name === "projectId") && after === undefined) return false;
	if (name === "workspaceId") return (before ?? "0") !== (after ?? "0");
	return containsUnknown(after) || before !== after;
}

/** The notebook may have been lost, and the program be about to make another: then nothing else is left of the old one. */
function warnOfOtherNotebook({ id }: Existing<Inputs, Outputs>): string {
	return (
		`\`notebookId\` is no longer the notebook that the image ${id} was saved from. A replacement saves the other one and ` +
		"deletes this image: if its notebook has been lost, nothing else is left of that. To keep the image as it is, give " +
		'this resource the option `ignoreChanges: ["notebookId"]`.'
	);
}
