import { listReplacing } from "../../definition/diff";
import type { Context } from "../../lifecycle/contract";
import { describePending, readDescription } from "../../lifecycle/create-safety/ownership-marker";
import { isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import type { Tracked } from "./drive-to";
import { type Inputs, notebook as definition } from "./definition";
import type { Plan } from "./plan";
import { send } from "./update";

/*
 * An update that stops a running notebook for a change writes the marker `.kept` in place of its description first, and
 * puts the description back when the notebook runs again. A run that was killed between the two leaves the marker, by which
 * the next run knows, on whatever machine, that the notebook was not stopped by somebody else.
 */

/** Whether a killed update of ours has stopped the notebook and not started it again. */
export function isLeftStopped({ observed }: Tracked, inputs: Inputs, { stage }: Plan): boolean {
	return stage === "update" && observed.status === "STOPPED" && isMarked(observed, inputs);
}

/** Before the stop. What another program has adopted since keeps its description. */
export async function markRestart(notebook: Tracked, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	const { observed } = notebook;
	if (work.stage === "create" || isMarked(observed, inputs) || isAdoptedElsewhere(observed, work.before)) return;
	notebook.described = observed.description ?? "";
	const description = describePending(inputs.identity, listReplacing(definition, inputs), "kept");
	await send(notebook, { description }, work, context);
}

/** After the start: as it was before, or as the program says. */
export async function unmarkRestart(notebook: Tracked, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	if (work.stage === "create" || !(notebook.described !== undefined || isMarked(notebook.observed, inputs))) return;
	await send(notebook, { description: notebook.described ?? inputs.description }, work, context);
	notebook.described = undefined;
}

function isMarked({ description }: { readonly description?: string }, { identity }: Inputs): boolean {
	const marker = readDescription(description, identity);
	return marker?.state === "kept" && marker.identity === identity;
}
