import type { Context } from "../lifecycle";
import { toReadInputs } from "./drift";
import type { Inputs } from "./properties";
import type { Tracked } from "./steering";
import { toAutoStopBody } from "./wire";

/**
 * Brings description and auto-stop, all that can be changed in place, to what the inputs say.
 *
 * The description is always sent: older editions of the API require it. Auto-stop is sent complete, and only if it is
 * different.
 */
export async function applySettings(notebook: Tracked, inputs: Inputs, context: Context): Promise<void> {
	const { seen } = notebook;
	const isStopSame = seen.spec?.auto_stop
		? toReadInputs(inputs, seen).autoStop === inputs.autoStop
		: inputs.autoStop === undefined;
	if (isStopSame && seen.description === inputs.description) return;

	const spec = isStopSame ? undefined : { auto_stop: toAutoStopBody(inputs.autoStop) };
	notebook.seen = await context.cloud.demanager.updateInstance(
		seen.id,
		{ description: inputs.description, spec },
		context,
	);
}
