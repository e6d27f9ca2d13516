import type { AutoStopBody, InstanceResponse } from "../../services/modelarts/instances";
import type { Context } from "../../lifecycle/contract";
import { isUnfinished } from "../../lifecycle/create-safety/pending-object";
import { type AutoStop, toAutoStopBody } from "./auto-stop";
import type { Inputs } from "./definition";
import { toReadInputs } from "./read-back";
import type { Tracked as TrackedObject } from "../../lifecycle/tracked";
import { type Plan, UPDATABLE } from "./plan";

/**
 * Brings description and auto-stop, all that can be changed in place, to what the inputs say, as far as this work is to.
 *
 * The description is always sent, as it is there if need be: older editions of the API require it. An unfinished marker
 * never is: it would make a beginning of what is finished. Auto-stop is sent complete, and only if it is different.
 */
export async function applySettings(
	notebook: TrackedObject<InstanceResponse>,
	inputs: Inputs,
	work: Plan,
	context: Context,
): Promise<void> {
	const { observed } = notebook;
	const isDescribed = !work.isDue("description") || observed.description === inputs.description;
	const autoStop = work.isDue("autoStop") ? findAutoStop(observed, inputs, work) : undefined;
	if (isDescribed && !autoStop) return;

	work.begin(UPDATABLE);
	const there = isUnfinished(observed, inputs) ? undefined : observed.description;
	const description = isDescribed ? (there ?? work.before.description) : inputs.description;
	const spec = autoStop && { auto_stop: autoStop };
	notebook.observed = await context.services.demanager.updateInstance(observed.id, { description, spec }, context);
}

/** What of auto-stop differs by declaration is as declared, the rest as it is there; nothing if it is so already. */
function findAutoStop(observed: InstanceResponse, inputs: Inputs, work: Plan): AutoStopBody | undefined {
	const [was, desired] = [toAutoStopBody(work.before.autoStop), toAutoStopBody(inputs.autoStop)];
	const there = observed.spec?.auto_stop;
	if (!there) return work.before.autoStop === undefined && inputs.autoStop === undefined ? undefined : desired;

	const keep = <Name extends keyof AutoStop>(name: Name) =>
		work.isPending("autoStop") || was[name] !== desired[name] ? desired[name] : (there[name] ?? desired[name]);
	const autoStop = { enable: keep("enable"), duration: keep("duration"), prompt: keep("prompt") } as AutoStop;
	const isSame = toReadInputs({ ...inputs, autoStop }, observed).autoStop === autoStop;
	return isSame ? undefined : autoStop;
}
