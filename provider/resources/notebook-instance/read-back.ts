import { listUnread, readInputs, readOutputs } from "../../definition/read-back";
import type { Existing, Location } from "../../lifecycle/contract";
import { isAsKnown, isStatusKnown } from "../../lifecycle/stale-reads/read-until-known";
import type { InstanceResponse } from "../../services/modelarts/instances";
import { type Inputs, notebookInstance, type Outputs } from "./definition";
import { UPDATABLE } from "./plan";

/** The inputs as they are in the cloud now. */
export function toReadInputs(inputs: Inputs, instance: InstanceResponse): Inputs {
	return readInputs(notebookInstance, inputs, instance);
}

/** What is written to the state. */
export function toOutputs(
	inputs: Inputs,
	location: Location,
	instance: InstanceResponse,
	before?: Partial<Outputs>,
): Outputs {
	const outputs = readOutputs(notebookInstance, inputs, location, instance);
	if (outputs.stopsAt === undefined || outputs.stopsAt !== before?.stopsAt) return outputs;
	// It shrinks every second: a refresh that shows it as a change each time would hide real ones.
	return { ...outputs, remainSeconds: before.remainSeconds };
}

/** Whether a response shows an instance as the state has it, and nothing yet of what is to be changed. */
export function isKnown(observed: InstanceResponse, old: Existing<Inputs, Outputs>, news: Inputs): boolean {
	if (!isStatusKnown(observed, old)) return false;
	const unread = listUnread(notebookInstance, observed);
	const shown = UPDATABLE.filter((name) => !unread.includes(name));
	return isAsKnown(old.inputs, news, shown, (inputs) => toReadInputs(inputs, observed));
}
