import { adviseOnFailedWork } from "../../services/http/remediation";
import { type Context, locate } from "../../lifecycle/contract";
import { removeAgain } from "../../lifecycle/create-safety/cleanup-failed";
import { explainLoss, keepUnfinished } from "../../lifecycle/create-safety/partial-failure";
import { planCreate } from "../../lifecycle/update-plan";
import { IN_PLACE, type UpdateWork } from "./diff";
import type { Inputs } from "./properties";
import { bring, type FailedInstanceError, GoneInstanceError, readFailureCode, type Tracked } from "./reconcile";
import { toOutputs } from "./wire";

/**
 * How work on a notebook ends when it does not end well: what is kept in the state, what is removed, what is said.
 */

/** The notebook exists and the next `up` goes on with it; or it is gone, and that is said. */
export function keepOrExplain(
	error: unknown,
	{ seen }: Tracked,
	inputs: Inputs,
	work: UpdateWork,
	context: Context,
): Error {
	const subject = describeSubject({ seen }, inputs);
	if (error instanceof GoneInstanceError) return explainLoss(subject);

	// Of what was sent, any of it may be there, and what was not sent differs from the program the next time as well.
	const known = work.hasBegun ? inputs : work.before;
	const outputs = { ...toOutputs(known, locate(inputs, context.cloud), seen), ...work.describeUnfinished() };
	return keepUnfinished(error, { ...subject, outputs }, context.signal);
}

/** The notebook as messages name it. */
export function describeSubject({ seen }: Tracked, { name }: Inputs) {
	return { id: seen.id, title: `Notebook ${name}`, status: seen.status ?? "of unknown status" };
}

/** What failed for good is removed again. */
export function removeFailed(
	notebook: Tracked,
	failure: FailedInstanceError,
	inputs: Inputs,
	context: Context,
): Promise<Error> {
	const advice = adviseOnFailedWork(readFailureCode(failure.instance) ?? "", context.cloud.region);
	return removeAgain(
		{
			reason: [`The notebook ${inputs.name} (${notebook.seen.id}) ${failure.message}.`, advice]
				.filter(Boolean)
				.join(" "),
			removed: "It was removed again.",
			remove: (longer) => bring(notebook, "gone", inputs.workspaceId, longer),
			keep: (error) => keepOrExplain(error, { seen: failure.instance }, inputs, planCreate(inputs, IN_PLACE), context),
		},
		context,
	);
}
