import { remedyFailedJob } from "../../services/http/remediation";
import { type Context, locate } from "../../lifecycle/contract";
import { cleanUpFailed } from "../../lifecycle/create-safety/cleanup-failed";
import { explainNotFound, keepPartial } from "../../lifecycle/create-safety/partial-failure";
import { planCreate } from "../../lifecycle/update-plan";
import type { Inputs } from "./definition";
import { toOutputs } from "./read-back";
import { driveTo, type FailedInstanceError, InstanceNotFoundError, readFailureCode, type Tracked } from "./reconcile";
import { type Plan, UPDATABLE } from "./plan";

/**
 * How work on a notebook ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** The notebook exists and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(
	error: unknown,
	{ observed }: Tracked,
	inputs: Inputs,
	work: Plan,
	context: Context,
): Error {
	const subject = describeSubject({ observed }, inputs);
	if (error instanceof InstanceNotFoundError) return explainNotFound(subject);

	// Of what was sent, any of it may be there, and what was not sent differs from the program the next time as well.
	const known = work.hasBegun ? inputs : work.before;
	const outputs = { ...toOutputs(known, locate(inputs, context.cloud), observed), ...work.describeUnfinished() };
	return keepPartial(error, { ...subject, outputs }, context.signal);
}

/** The notebook as messages name it. */
export function describeSubject({ observed }: Tracked, { name }: Inputs) {
	return { id: observed.id, title: `Notebook ${name}`, status: observed.status ?? "of unknown status" };
}

/** What failed for good is removed again. */
export function removeFailed(
	notebook: Tracked,
	failure: FailedInstanceError,
	inputs: Inputs,
	context: Context,
): Promise<Error> {
	const advice = remedyFailedJob(readFailureCode(failure.instance) ?? "", context.cloud.region);
	return cleanUpFailed(
		{
			reason: [`The notebook ${inputs.name} (${notebook.observed.id}) ${failure.message}.`, advice]
				.filter(Boolean)
				.join(" "),
			removed: "It was removed again.",
			remove: (longer) => driveTo(notebook, "gone", inputs.workspaceId, longer),
			keep: (error) =>
				keepOrExplain(error, { observed: failure.instance }, inputs, planCreate(inputs, UPDATABLE), context),
		},
		context,
	);
}
