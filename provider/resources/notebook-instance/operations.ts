import { type Life, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { isUnfinished, toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainAdopted, explainKept, isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import { lookUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { describeBeginning } from "../../lifecycle/create-safety/ownership-marker";
import { explainUndeleted } from "../../lifecycle/create-safety/partial-failure";
import { keepMarked, keepUnread, planCreate, planUpdate } from "../../lifecycle/update-plan";
import { findUpdates, IN_PLACE, listReplacing } from "./diff";
import { createInstance, takeOver } from "./create";
import { isKnown, listUnread, toReadInputs } from "./read-back";
import { describeSubject, keepOrExplain, removeFailed } from "./failure";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";
import { bring, complete, FailedInstanceError } from "./reconcile";
import { instances, look } from "./poll";
import { toOutputs } from "./wire";

/** The life of a notebook instance. */
export const life: Life<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given);
		const notebook = { seen: await (isNew ? createInstance(given, context) : takeOver(given, context)) };
		const inputs = toOwnInputs(given, notebook.seen, generate);
		const work = planCreate(inputs, IN_PLACE);
		try {
			await complete(notebook, inputs, work, context);
		} catch (error) {
			if (isNew && error instanceof FailedInstanceError) throw await removeFailed(notebook, error, inputs, context);
			throw keepOrExplain(error, notebook, inputs, work, context);
		}

		return { id: notebook.seen.id, outputs: toOutputs(inputs, locate(inputs, context.cloud), notebook.seen) };
	},

	async read(old, context) {
		const seen = await instances.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (seen.status === "DELETED") return undefined;
		if (isAdoptedElsewhere(seen, old.inputs)) context.warn(explainAdopted(seen));

		const inputs = toReadInputs(old.inputs, seen);
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), seen, old.outputs);
		const isAtRest = seen.status === "RUNNING" || seen.status === "STOPPED";
		const { unfinished, unfinishedInputs } = old.outputs;
		const usual = isAtRest ? keepUnread(old.outputs, listUnread(seen)) : { unfinished, unfinishedInputs };
		const left = isUnfinished(seen, old.inputs) ? keepMarked(old.outputs) : usual;
		return { inputs, outputs: { ...outputs, ...left } };
	},

	async update(old, news, context) {
		const work = planUpdate(old, IN_PLACE, findUpdates(old, { ...news }));
		const notebook = {
			seen: await lookUntilKnown(
				() => look(old.id, context),
				(seen) => isKnown(seen, old, news),
				context,
			),
		};
		try {
			await complete(notebook, news, work, context);
		} catch (error) {
			throw keepOrExplain(error, notebook, news, work, context);
		}

		return toOutputs(news, locate(news, context.cloud), notebook.seen, old.outputs);
	},

	async delete(old, context) {
		const notebook = { seen: await look(old.id, context) };
		if (isAdoptedElsewhere(notebook.seen, old.inputs)) return context.warn(explainKept(notebook.seen));
		try {
			await bring(notebook, "gone", old.inputs.workspaceId, context);
		} catch (error) {
			throw explainUndeleted(error, describeSubject(notebook, old.inputs), context.signal);
		}
	},

	async keep({ id, inputs }, context) {
		const description = describeBeginning(inputs.identity, listReplacing(inputs), "kept");
		await context.cloud.demanager.updateInstance(id, { description }, context);
	},
};
