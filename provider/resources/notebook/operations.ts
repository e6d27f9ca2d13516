import { type Context, type ResourceOperations, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { isUnfinished, toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainAdopted, explainKept, isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import { readUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { describePending } from "../../lifecycle/create-safety/ownership-marker";
import { explainNotDeleted } from "../../lifecycle/create-safety/partial-failure";
import { keepMarked, keepUnread, planCreate, planUpdate } from "../../lifecycle/update-plan";
import { listReplacing } from "../../definition/diff";
import { listMounts } from "./mount-list";
import { findUpdates, UPDATABLE } from "./plan";
import { complete } from "./converge";
import { createNotebook, takeOver, warnOfDuplicates } from "./create";
import { isKnown, listUnread, toOutputs, toReadInputs } from "./read-back";
import { describeSubject, keepOrExplain, removeFailed } from "./failure";
import { isAtRest } from "./power-state";
import { type Inputs, notebook, type Outputs } from "./definition";
import { driveTo, FailedNotebookError, type Tracked } from "./reconcile";
import { get, notebooks } from "./poll";

/** The life of a notebook. */
export const operations: ResourceOperations<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given, context);
		const made: Tracked = { observed: await (isNew ? createNotebook(given, context) : takeOver(given, context)) };
		const inputs = toOwnInputs(given, made.observed, notebook.generate);
		const madeAt = context.cloud.clock.now();
		const work = planCreate(inputs, UPDATABLE);
		try {
			await complete(made, inputs, work, context);
			if (isNew) await warnOfDuplicates(made.observed, madeAt, inputs, context);
		} catch (error) {
			if (isNew && error instanceof FailedNotebookError) throw await removeFailed(made, error, inputs, context);
			throw keepOrExplain(error, made, inputs, work, context);
		}

		return { id: made.observed.id, outputs: describe(made, inputs, context) };
	},

	async read(old, context) {
		const observed = await notebooks.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (observed.status === "DELETED") return undefined;
		if (isAdoptedElsewhere(observed, old.inputs)) context.warn(explainAdopted(observed));

		const hasMounts = listMounts(old.inputs).length > 0 && observed.status === "RUNNING";
		const mounts = hasMounts ? await context.cloud.notebookMounts.listMounts(old.id, context) : undefined;
		const inputs = toReadInputs(old.inputs, observed, mounts);
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), observed);
		const { unfinished, unfinishedInputs, restart } = old.outputs;
		const isOpen = !isAtRest(observed.status) || restart;
		const usual = isOpen ? { unfinished, unfinishedInputs } : keepUnread(old.outputs, listUnread(observed, mounts));
		const left = isUnfinished(observed, old.inputs) ? keepMarked(old.outputs) : usual;
		return { inputs, outputs: { ...outputs, ...left, ...(restart && { restart }) } };
	},

	async update(old, news, context) {
		const observed = await readUntilKnown(
			() => get(old.id, context),
			(observed) => isKnown(observed, old, news),
			context,
		);
		const tracked: Tracked = { observed, restart: old.outputs.restart };
		const work = planUpdate(old, UPDATABLE, findUpdates(old, news));
		try {
			await complete(tracked, news, work, context);
		} catch (error) {
			throw keepOrExplain(error, tracked, news, work, context);
		}

		return describe(tracked, news, context);
	},

	async delete(old, context) {
		const tracked: Tracked = { observed: await get(old.id, context) };
		if (isAdoptedElsewhere(tracked.observed, old.inputs)) return context.warn(explainKept(tracked.observed));
		try {
			await driveTo(tracked, "gone", old.inputs, context);
		} catch (error) {
			throw explainNotDeleted(error, describeSubject(tracked, old.inputs), context.signal);
		}
	},

	async keep({ id, inputs }, context) {
		const description = describePending(inputs.identity, listReplacing(notebook, inputs), "kept");
		await context.cloud.notebooks.updateNotebook(id, { description }, context);
	},
};

/** The outputs of a notebook that is as it should be. */
function describe({ observed }: Tracked, inputs: Inputs, context: Context): Outputs {
	return toOutputs(inputs, locate(inputs, context.cloud), observed);
}
