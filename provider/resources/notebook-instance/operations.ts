import { type ResourceOperations, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { isUnfinished, toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainAdopted, explainKept, isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import { readUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { describePending } from "../../lifecycle/create-safety/ownership-marker";
import { explainNotDeleted } from "../../lifecycle/create-safety/partial-failure";
import { keepMarked, keepUnread, planCreate } from "../../lifecycle/update-plan";
import { listReplacing } from "../../definition/diff";
import { listUnread } from "../../definition/read-back";
import { createInstance, takeOver } from "./create";
import { isKnown, toOutputs, toReadInputs } from "./read-back";
import { describeSubject, keepOrExplain, removeFailed } from "./failure";
import { type Inputs, notebookInstance, type Outputs } from "./definition";
import { driveTo, complete, FailedInstanceError, planChanges } from "./reconcile";
import { instances, get } from "./poll";
import { UPDATABLE } from "./plan";

/** The life of a notebook instance. */
export const operations: ResourceOperations<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given, context);
		const notebook = { observed: await (isNew ? createInstance(given, context) : takeOver(given, context)) };
		const inputs = toOwnInputs(given, notebook.observed, notebookInstance.generate);
		const work = planCreate(inputs, UPDATABLE);
		try {
			await complete(notebook, inputs, work, context);
		} catch (error) {
			if (isNew && error instanceof FailedInstanceError) throw await removeFailed(notebook, error, inputs, context);
			throw keepOrExplain(error, notebook, inputs, work, context);
		}

		return { id: notebook.observed.id, outputs: toOutputs(inputs, locate(inputs, context.cloud), notebook.observed) };
	},

	async read(old, context) {
		const observed = await instances.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (observed.status === "DELETED") return undefined;
		if (isAdoptedElsewhere(observed, old.inputs)) context.warn(explainAdopted(observed));

		const inputs = toReadInputs(old.inputs, observed);
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), observed, old.outputs);
		const isAtRest = observed.status === "RUNNING" || observed.status === "STOPPED";
		const { unfinished, unfinishedInputs } = old.outputs;
		const usual = isAtRest
			? keepUnread(old.outputs, listUnread(notebookInstance, observed))
			: { unfinished, unfinishedInputs };
		const left = isUnfinished(observed, old.inputs) ? keepMarked(old.outputs) : usual;
		return { inputs, outputs: { ...outputs, ...left } };
	},

	async update(old, news, context) {
		const work = planChanges(old, news);
		const notebook = {
			observed: await readUntilKnown(
				() => get(old.id, context),
				(observed) => isKnown(observed, old, news),
				context,
			),
		};
		try {
			await complete(notebook, news, work, context);
		} catch (error) {
			throw keepOrExplain(error, notebook, news, work, context);
		}

		return toOutputs(news, locate(news, context.cloud), notebook.observed, old.outputs);
	},

	async delete(old, context) {
		const notebook = { observed: await get(old.id, context) };
		if (isAdoptedElsewhere(notebook.observed, old.inputs)) return context.warn(explainKept(notebook.observed));
		try {
			await driveTo(notebook, "gone", old.inputs.workspaceId, context);
		} catch (error) {
			throw explainNotDeleted(error, describeSubject(notebook, old.inputs), context.signal);
		}
	},

	async keep({ id, inputs }, context) {
		const description = describePending(inputs.identity, listReplacing(notebookInstance, inputs), "kept");
		await context.cloud.demanager.updateInstance(id, { description }, context);
	},
};
