import { findDue, findReplacing, listReplacing, listUpdatable } from "../definition/diff";
import { type Context, type HiddenOutputs, locate, type Properties, type ResourceOperations } from "./contract";
import { adopt } from "./create-safety/adopt";
import { isAdopting } from "./create-safety/adopted-objects";
import { cleanUpFailed } from "./create-safety/cleanup-failed";
import { describePending } from "./create-safety/ownership-marker";
import { explainAdopted, explainKept, isAdoptedElsewhere } from "./create-safety/ownership-transfer";
import { explainNotDeleted, explainNotFound, keepPartial } from "./create-safety/partial-failure";
import { isUnfinished, toOwnInputs } from "./create-safety/pending-object";
import { rebase } from "./create-safety/resource-identity";
import { ObjectFailedError, ObjectNotFoundError } from "./object-errors";
import { readUntilKnown } from "./stale-reads/read-until-known";
import { keepMarked, keepUnread, planCreate, planUpdate, type UpdatePlan } from "./update-plan";
import type { CommonInputs, NameOf, ObservedObject, ResourceLifecycle } from "./resource-lifecycle";
import type { Tracked } from "./tracked";

/** The operations of a kind: each verb's course, which is the same for all. */
export function createOperations<
	Inputs extends CommonInputs,
	Outputs extends Inputs & HiddenOutputs,
	Observed extends ObservedObject,
	Object extends Tracked<Observed>,
>(kind: ResourceLifecycle<Inputs, Outputs, Observed, Object>): ResourceOperations<Inputs, Outputs> {
	type Plan = UpdatePlan<Inputs, NameOf<Inputs>>;
	const { definition, noun } = kind;
	const { generate } = definition;
	const updatable = listUpdatable(definition) as NameOf<Inputs>[];

	function describeSubject(object: Object, inputs: Inputs) {
		const { id, title, status = "of unknown status" } = kind.describe(object, inputs);
		return { id, title, status };
	}

	/** The object that the input `adopt` names, unless it differs from the inputs in what cannot be changed. */
	async function adoptObject(desired: Inputs, context: Context): Promise<Object> {
		const ids = (desired.adopt ?? "").split(",").map((one) => one.trim());
		const id = ids.join(",");
		const observed = await adopt(
			{
				what: noun,
				id,
				desired,
				get: () => kind.get(id, context),
				read: (found) => kind.toReadInputs(toOwnInputs(desired, found, generate), found),
				differ: (there) =>
					findReplacing(definition, there, rebase(desired, there.identity, generate)) as NameOf<Inputs>[],
				explainMismatch: (found) => kind.explainMismatch?.(found, desired) ?? [],
			},
			context,
		);
		return kind.track(observed);
	}

	/** The object is kept in the state, and the next `up` resumes the operation; or it is gone, and the error says that. */
	function keepOrExplain(error: unknown, object: Object, inputs: Inputs, plan: Plan, context: Context): Error {
		const subject = describeSubject(object, inputs);
		if (error instanceof ObjectNotFoundError) return explainNotFound({ ...subject, id: error.id ?? subject.id });

		const location = locate(inputs, context.services);
		// Once anything was sent, any of it may be there; what was not sent still differs the next time.
		const known =
			kind.toPartialOutputs?.(object, inputs, plan, location) ??
			kind.toOutputs(plan.hasBegun ? inputs : plan.before, location, object.observed);
		const kept = keepPartial(
			error,
			{ ...subject, outputs: { ...(known as Properties), ...plan.describeUnfinished() } },
			context.signal,
		);
		kept.message += kind.describePartial?.(object) ?? "";
		return kept;
	}

	/** What is kept of an operation that ended before its end, or what became of the object. */
	async function endPartly(
		error: unknown,
		object: Object,
		inputs: Inputs,
		plan: Plan,
		context: Context,
	): Promise<Error> {
		await kind.readPartial?.(object, inputs, plan, context);
		return keepOrExplain(error, object, inputs, plan, context);
	}

	/** Removes what failed for good. */
	function removeFailed(failure: ObjectFailedError, object: Object, inputs: Inputs, context: Context): Promise<Error> {
		const { id, title } = describeSubject(object, inputs);
		const reason = kind.explainFailure?.(failure, object, inputs) ?? `${title} (${id}) ${failure.message}.`;
		const advice = kind.advise?.(object, context);
		// The state shows how it failed, and not how far its removal came.
		const failed = { ...object };
		return cleanUpFailed(
			{
				reason: [reason, advice].filter(Boolean).join(" "),
				async remove(longer) {
					if (kind.discard) return kind.discard(object, inputs, longer);
					await kind.remove(object, inputs, longer);
					return "It was removed again.";
				},
				keep(error) {
					const rest = kind.describeRest?.(object);
					const left = rest === undefined ? failed : object;
					const kept = keepOrExplain(error, left, inputs, planCreate(inputs, updatable), context);
					kept.message = `${rest ?? "Removing it failed as well:"} ${kept.message}`;
					return kept;
				},
			},
			context,
		);
	}

	return {
		async create(given, context) {
			const isNew = !isAdopting(given, context);
			const object = await (isNew ? kind.create(given, context) : adoptObject(given, context));
			const since = context.services.clock.now();
			const inputs = toOwnInputs(given, object.observed, generate);
			const plan = planCreate(inputs, updatable);
			try {
				await kind.converge(object, inputs, plan, context);
				if (isNew) await kind.resolveDuplicates?.(object, inputs, since, context);
			} catch (error) {
				if (isNew && error instanceof ObjectFailedError) throw await removeFailed(error, object, inputs, context);
				throw await endPartly(error, object, inputs, plan, context);
			}

			const { id } = kind.describe(object, inputs);
			return { id, outputs: kind.toOutputs(inputs, locate(inputs, context.services), object.observed) };
		},

		async read(old, context) {
			const observed = await kind.look(old, context);
			if (observed.status === "DELETED") return undefined;
			if (kind.setMarker && isAdoptedElsewhere(observed, old.inputs))
				context.warn(explainAdopted({ ...observed, noun, id: old.id }));

			const { id, inputs, isSettled, unread, more } = await kind.readBack(observed, old, context);
			const outputs = kind.toOutputs(inputs, locate(old.inputs, context.services), observed, old.outputs);
			const { unfinished, unfinishedInputs } = old.outputs;
			const usual = isSettled ? keepUnread(old.outputs, unread) : { unfinished, unfinishedInputs };
			const left = kind.setMarker && isUnfinished(observed, old.inputs) ? keepMarked(old.outputs) : usual;
			return { id, inputs, outputs: { ...outputs, ...left, ...more } };
		},

		async update(old, news, context) {
			const observed = await readUntilKnown(
				() => kind.get(old.id, context, old.outputs),
				(observed) => kind.isKnown?.(observed, old, news) ?? true,
				context,
			);
			const object = kind.track(observed, old.outputs);
			const plan = planUpdate(old, updatable, findDue(definition, old, news) as NameOf<Inputs>[]);
			const since = context.services.clock.now();
			try {
				await kind.converge(object, news, plan, context);
				// An interrupted create ends here.
				if (plan.stage === "create") await kind.resolveDuplicates?.(object, news, since, context);
			} catch (error) {
				throw await endPartly(error, object, news, plan, context);
			}

			return kind.toOutputs(news, locate(news, context.services), object.observed, old.outputs);
		},

		async delete(old, context) {
			const { id, inputs, outputs } = old;
			const object = kind.track(await kind.get(id, context, outputs), outputs);
			const { observed } = object;
			if (kind.setMarker && isAdoptedElsewhere(observed, inputs))
				return context.warn(explainKept({ ...observed, noun, id }));
			try {
				await kind.remove(object, inputs, context);
			} catch (error) {
				throw explainNotDeleted(error, { ...describeSubject(object, inputs), id }, context.signal);
			}
		},

		async keep(old, context) {
			const { id, inputs } = old;
			await kind.keep?.(old, context);
			await kind.setMarker?.(id, describePending(inputs.identity, listReplacing(definition, inputs), "kept"), context);
		},
	};
}
