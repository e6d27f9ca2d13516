import { readInputs, readOutputs } from "../../definition/read-back";
import type { Existing, Location } from "../../lifecycle/contract";
import { isAsKnown, isStatusKnown } from "../../lifecycle/stale-reads/read-until-known";
import type { MountResponse } from "../../services/modelarts/notebook-mounts";
import type { NotebookResponse } from "../../services/modelarts/notebooks";
import { type Inputs, notebook, type Outputs } from "./definition";
import { isLeaseGarbled, readLease } from "./lease";
import { readMounts } from "./mount-list";
import { UPDATABLE } from "./plan";
import { readDesiredState } from "./power-state";

/**
 * The inputs as they are in the cloud now. Beside what the definition says of each field: a lease and mounts are of a run,
 * so what is left of the last one says nothing of the next.
 */
export function toReadInputs(inputs: Inputs, observed: NotebookResponse, mounts?: readonly MountResponse[]): Inputs {
	const isRunning = observed.status === "RUNNING";
	return {
		...readInputs(notebook, inputs, observed),
		lease: isRunning && !isLeaseGarbled(observed) ? readLease(inputs.lease, observed.lease) : inputs.lease,
		mounts: isRunning && mounts ? readMounts(inputs.mounts, mounts) : inputs.mounts,
		desiredState: readDesiredState(inputs.desiredState, observed.status),
	};
}

/** What is written to the state; the token only where the program asks for it. */
export function toOutputs(inputs: Inputs, location: Location, observed: NotebookResponse): Outputs {
	const outputs = readOutputs(notebook, inputs, location, observed);
	return { ...outputs, token: inputs.exposeToken ? observed.token : undefined };
}

/** Of what can be changed in place, what this response does not show. */
export function listUnread(
	{ status, tags, endpoints, volume }: NotebookResponse,
	mounts?: readonly MountResponse[],
): (keyof Inputs)[] {
	const shown: Partial<Record<keyof Inputs, boolean>> = {
		volume: volume?.capacity !== undefined,
		endpoints: endpoints !== undefined,
		lease: status === "RUNNING",
		tags: tags !== undefined,
		mounts: mounts !== undefined,
	};
	return (Object.keys(shown) as (keyof Inputs)[]).filter((name) => !shown[name]);
}

/** Whether a response shows a notebook as the state has it, and nothing yet of what is to be changed; mounts it never shows. */
export function isKnown(observed: NotebookResponse, old: Existing<Inputs, Outputs>, news: Inputs): boolean {
	if (!isStatusKnown(observed, old)) return false;
	const hidden = [...listUnread(observed), "exposeToken"];
	const shown = UPDATABLE.filter((name) => !hidden.includes(name));
	return isAsKnown(old.inputs, news, shown, (inputs) => toReadInputs(inputs, observed));
}
