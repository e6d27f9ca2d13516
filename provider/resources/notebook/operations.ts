import { type Context, type Life, locate } from "../../lifecycle/contract";
import { isAdopting } from "../../lifecycle/create-safety/adopted-objects";
import { isUnfinished, toOwnInputs } from "../../lifecycle/create-safety/pending-object";
import { explainAdopted, explainKept, isAdoptedElsewhere } from "../../lifecycle/create-safety/ownership-transfer";
import { lookUntilKnown } from "../../lifecycle/stale-reads/read-until-known";
import { describeBeginning } from "../../lifecycle/create-safety/ownership-marker";
import { explainUndeleted } from "../../lifecycle/create-safety/partial-failure";
import { keepMarked, keepUnread, planCreate, planUpdate } from "../../lifecycle/update-plan";
import { findUpdates, IN_PLACE, listMounts, listReplacing } from "./diff";
import { complete } from "./converge";
import { createNotebook, takeOver, warnOfDoubles } from "./create";
import { isKnown, listUnread, toReadInputs } from "./read-back";
import { describeSubject, keepOrExplain, removeFailed } from "./failure";
import { isAtRest } from "./power-state";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";
import { bring, FailedNotebookError, type Tracked } from "./reconcile";
import { look, notebooks } from "./poll";
import { toOutputs } from "./wire";

/** The life of a notebook. */
export const life: Life<Inputs, Outputs> = {
	async create(given, context) {
		const isNew = !isAdopting(given);
		const made: Tracked = { seen: await (isNew ? createNotebook(given, context) : takeOver(given, context)) };
		const inputs = toOwnInputs(given, made.seen, generate);
		const madeAt = context.cloud.clock.now();
		const work = planCreate(inputs, IN_PLACE);
		try {
			await complete(made, inputs, work, context);
			if (isNew) await warnOfDoubles(made.seen, madeAt, inputs, context);
		} catch (error) {
			if (isNew && error instanceof FailedNotebookError) throw await removeFailed(made, error, inputs, context);
			throw keepOrExplain(error, made, inputs, work, context);
		}

		return { id: made.seen.id, outputs: describe(made, inputs, context) };
	},

	async read(old, context) {
		const seen = await notebooks.read(context.cloud, old.inputs.workspaceId).read(old.id, context);
		if (seen.status === "DELETED") return undefined;
		if (isAdoptedElsewhere(seen, old.inputs)) context.warn(explainAdopted(seen));

		const hasMounts = listMounts(old.inputs).length > 0 && seen.status === "RUNNING";
		const mounts = hasMounts ? await context.cloud.notebookExtras.listMounts(old.id, context) : undefined;
		const inputs = toReadInputs(old.inputs, seen, mounts);
		const outputs = toOutputs(inputs, locate(old.inputs, context.cloud), seen);
		const { unfinished, unfinishedInputs, restart } = old.outputs;
		const isOpen = !isAtRest(seen.status) || restart;
		const usual = isOpen ? { unfinished, unfinishedInputs } : keepUnread(old.outputs, listUnread(seen, mounts));
		const left = isUnfinished(seen, old.inputs) ? keepMarked(old.outputs) : usual;
		return { inputs, outputs: { ...outputs, ...left, ...(restart && { restart }) } };
	},

	async update(old, news, context) {
		const seen = await lookUntilKnown(
			() => look(old.id, context),
			(seen) => isKnown(seen, old, news),
			context,
		);
		const tracked: Tracked = { seen, restart: old.outputs.restart };
		const work = planUpdate(old, IN_PLACE, findUpdates(old, { ...news }));
		try {
			await complete(tracked, news, work, context);
		} catch (error) {
			throw keepOrExplain(error, tracked, news, work, context);
		}

		return describe(tracked, news, context);
	},

	async delete(old, context) {
		const tracked: Tracked = { seen: await look(old.id, context) };
		if (isAdoptedElsewhere(tracked.seen, old.inputs)) return context.warn(explainKept(tracked.seen));
		try {
			await bring(tracked, "gone", old.inputs, context);
		} catch (error) {
			throw explainUndeleted(error, describeSubject(tracked, old.inputs), context.signal);
		}
	},

	async keep({ id, inputs }, context) {
		const description = describeBeginning(inputs.identity, listReplacing(inputs), "kept");
		await context.cloud.notebooks.updateNotebook(id, { description }, context);
	},
};

/** The outputs of a notebook that is as it should be. */
function describe({ seen }: Tracked, inputs: Inputs, context: Context): Outputs {
	return toOutputs(inputs, locate(inputs, context.cloud), seen);
}
