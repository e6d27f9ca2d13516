import type { Context } from "../../lifecycle/contract";
import type { Inputs } from "./definition";
import { driveTo, fail, type Tracked, waitUntilStable } from "./drive-to";
import { type Plan, UPDATABLE } from "./plan";
import { hasFailed } from "./power-state";
import { applySettings } from "./update";

/** From whatever state it is in to what the inputs ask for, as far as this work is to bring it about. */
export async function converge(notebook: Tracked, inputs: Inputs, work: Plan, context: Context): Promise<void> {
	await waitUntilStable(notebook, inputs.workspaceId, context);
	// One that failed later still holds its owner's files: settings are applied, and it is started if that is wanted.
	if (work.stage === "create" && hasFailed(notebook.observed.status)) throw fail(notebook.observed);

	// The last request of a create takes away the unfinished marker.
	if (work.stage === "update") await applySettings(notebook, inputs, work, context);
	if (inputs.desiredState && work.isDue("desiredState")) {
		work.begin(UPDATABLE);
		await driveTo(notebook, inputs.desiredState === "RUNNING" ? "running" : "stopped", inputs.workspaceId, context);
	}
	if (work.stage === "create") await applySettings(notebook, inputs, work, context);
}
