import { findDue, listReplacing } from "../definition/diff";
import type { Definition } from "../definition/definition";
import {
	type Context,
	type Existing,
	type HiddenInputs,
	type HiddenOutputs,
	locate,
	type Location,
	type Properties,
	type ResourceOperations,
} from "./contract";
import { isAdopting } from "./create-safety/adopted-objects";
import { cleanUpFailed } from "./create-safety/cleanup-failed";
import { describePending } from "./create-safety/ownership-marker";
import { explainAdopted, explainKept, isAdoptedElsewhere } from "./create-safety/ownership-transfer";
import { explainNotDeleted, explainNotFound, keepPartial } from "./create-safety/partial-failure";
import { isUnfinished, toOwnInputs } from "./create-safety/pending-object";
import { ObjectFailedError, ObjectNotFoundError } from "./object-errors";
import { readUntilKnown } from "./stale-reads/read-until-known";
import { keepMarked, keepUnread, planCreate, planUpdate, type UpdatePlan } from "./update-plan";

/** What every service says of an object. */
export interface ObservedObject {
	readonly id: string;
	/** `DELETED` once the object is gone. */
	readonly status?: string;
	readonly description?: string;
}

/** Inputs of every kind. */
export interface CommonInputs extends HiddenInputs {
	readonly region?: string;
	readonly projectId?: string;
}

/** Names of inputs. */
type NameOf<Inputs> = keyof Inputs & string;

/** An object during an operation: always as it was last observed. */
export interface Tracked<Observed> {
	observed: Observed;
}

/** What a refresh finds. */
export interface ReadBack<Inputs, Outputs> {
	readonly inputs: Inputs;

	/** Nothing happens to the object by itself, and no interrupted operation owes it anything: what is shown is settled. */
	readonly isSettled: boolean;

	/** Inputs that can be changed in place and that the response does not show. */
	readonly unread: readonly string[];

	/** Outputs that the next update needs. */
	readonly more?: Partial<Outputs>;
}

/** The functions that are really one kind's own; {@link createOperations} calls them. */
export interface ResourceLifecycle<
	Inputs extends CommonInputs,
	Outputs extends Inputs & HiddenOutputs,
	Observed extends ObservedObject,
	Object extends Tracked<Observed>,
> {
	readonly definition: Definition;

	/** Inputs that can be changed in place. */
	readonly updatable: readonly NameOf<Inputs>[];

	/** Creates the object exactly once, or finds what an interrupted create has made. */
	create(inputs: Inputs, context: Context): Promise<Object>;

	/** Finds the object that the input `adopt` names. */
	adopt(inputs: Inputs, context: Context): Promise<Object>;

	/** Reads one object. */
	get(id: string, context: Context): Promise<Observed>;

	/** Reads one of many objects: a refresh shares lists. */
	look(old: Existing<Inputs, Outputs>, context: Context): Promise<Observed>;

	/** @param outputs of the state, with what an interrupted operation has left to be done */
	track(observed: Observed, outputs?: Outputs): Object;

	/** Whether a response is as the state says, and not from before the last write. */
	isKnown?(observed: Observed, old: Existing<Inputs, Outputs>, news: Inputs): boolean;

	/** Waits until the object is usable and as the inputs say, as far as the plan is to bring that about. */
	converge(object: Object, inputs: Inputs, plan: UpdatePlan<Inputs, NameOf<Inputs>>, context: Context): Promise<void>;

	/** Warns of other objects that an interrupted create may have left; `since` is when this create had its object. */
	warnOfDuplicates?(object: Object, inputs: Inputs, since: number, context: Context): Promise<void>;

	/** The inputs as they are in the cloud. */
	readBack(observed: Observed, old: Existing<Inputs, Outputs>, context: Context): Promise<ReadBack<Inputs, Outputs>>;

	/** What is written to the state. */
	toOutputs(inputs: Inputs, location: Location, observed: Observed, before?: Outputs): Outputs;

	/** The same of an object whose operation did not complete; by default as declared once anything was sent, else as before. */
	toPartialOutputs?(
		object: Object,
		inputs: Inputs,
		plan: UpdatePlan<Inputs, NameOf<Inputs>>,
		location: Location,
	): Properties;

	/** What else a message says of such an object. */
	describePartial?(object: Object): string;

	/** `Notebook lab-1a2b3c4`: how messages name the object. */
	nameObject(object: Object, inputs: Inputs): string;

	/** What to do about the reason of a failure. */
	advise?(observed: Observed, context: Context): string | undefined;

	/** Deletes the object and waits until it is gone. */
	remove(object: Object, inputs: Inputs, context: Context): Promise<void>;

	/** Deletes what a failed create has left, if that is not the same as a deletion, and says so. */
	readonly discard?: {
		readonly message: string;
		remove(object: Object, inputs: Inputs, context: Context): Promise<void>;
	};

	/** Sets the description, which is the ownership marker. Kinds whose descriptions cannot be changed have none of this. */
	mark?(id: string, description: string, context: Context): Promise<unknown>;
}

/** The operations of a kind: each verb's course, which is the same for all. */
export function createOperations<
	Inputs extends CommonInputs,
	Outputs extends Inputs & HiddenOutputs,
	Observed extends ObservedObject,
	Object extends Tracked<Observed>,
>(kind: ResourceLifecycle<Inputs, Outputs, Observed, Object>): ResourceOperations<Inputs, Outputs> {
	type Plan = UpdatePlan<Inputs, NameOf<Inputs>>;
	const { definition, updatable } = kind;
	const { generate } = definition;

	function describeSubject(object: Object, inputs: Inputs) {
		const { id, status = "of unknown status" } = object.observed;
		return { id, title: kind.nameObject(object, inputs), status };
	}

	/** The object is kept in the state, and the next `up` resumes the operation; or it is gone, and the error says that. */
	function keepOrExplain(error: unknown, object: Object, inputs: Inputs, plan: Plan, context: Context): Error {
		const subject = describeSubject(object, inputs);
		if (error instanceof ObjectNotFoundError) return explainNotFound(subject);

		const location = locate(inputs, context.cloud);
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

	/** Removes what failed for good. */
	function removeFailed(failure: ObjectFailedError, object: Object, inputs: Inputs, context: Context): Promise<Error> {
		const { id, title } = describeSubject(object, inputs);
		const advice = kind.advise?.(object.observed, context);
		const discard = kind.discard ?? { message: "It was removed again.", remove: kind.remove.bind(kind) };
		// The state shows how it failed, and not how far its removal came.
		const failed = { ...object };
		return cleanUpFailed(
			{
				reason: [`${title} (${id}) ${failure.message}.`, advice].filter(Boolean).join(" "),
				removed: discard.message,
				remove: (longer) => discard.remove(object, inputs, longer),
				keep: (error) => keepOrExplain(error, failed, inputs, planCreate(inputs, updatable), context),
			},
			context,
		);
	}

	return {
		async create(given, context) {
			const isNew = !isAdopting(given, context);
			const object = await (isNew ? kind.create(given, context) : kind.adopt(given, context));
			const since = context.cloud.clock.now();
			const inputs = toOwnInputs(given, object.observed, generate);
			const plan = planCreate(inputs, updatable);
			try {
				await kind.converge(object, inputs, plan, context);
				if (isNew) await kind.warnOfDuplicates?.(object, inputs, since, context);
			} catch (error) {
				if (isNew && error instanceof ObjectFailedError) throw await removeFailed(error, object, inputs, context);
				throw keepOrExplain(error, object, inputs, plan, context);
			}

			const { observed } = object;
			return { id: observed.id, outputs: kind.toOutputs(inputs, locate(inputs, context.cloud), observed) };
		},

		async read(old, context) {
			const observed = await kind.look(old, context);
			if (observed.status === "DELETED") return undefined;
			if (kind.mark && isAdoptedElsewhere(observed, old.inputs)) context.warn(explainAdopted(observed));

			const { inputs, isSettled, unread, more } = await kind.readBack(observed, old, context);
			const outputs = kind.toOutputs(inputs, locate(old.inputs, context.cloud), observed, old.outputs);
			const { unfinished, unfinishedInputs } = old.outputs;
			const usual = isSettled ? keepUnread(old.outputs, unread) : { unfinished, unfinishedInputs };
			const left = kind.mark && isUnfinished(observed, old.inputs) ? keepMarked(old.outputs) : usual;
			return { inputs, outputs: { ...outputs, ...left, ...more } };
		},

		async update(old, news, context) {
			const observed = await readUntilKnown(
				() => kind.get(old.id, context),
				(observed) => kind.isKnown?.(observed, old, news) ?? true,
				context,
			);
			const object = kind.track(observed, old.outputs);
			const plan = planUpdate(old, updatable, findDue(definition, old, news) as NameOf<Inputs>[]);
			try {
				await kind.converge(object, news, plan, context);
			} catch (error) {
				throw keepOrExplain(error, object, news, plan, context);
			}

			return kind.toOutputs(news, locate(news, context.cloud), object.observed, old.outputs);
		},

		async delete(old, context) {
			const object = kind.track(await kind.get(old.id, context));
			const { observed } = object;
			if (kind.mark && isAdoptedElsewhere(observed, old.inputs)) return context.warn(explainKept(observed));
			try {
				await kind.remove(object, old.inputs, context);
			} catch (error) {
				throw explainNotDeleted(error, describeSubject(object, old.inputs), context.signal);
			}
		},

		async keep({ id, inputs }, context) {
			await kind.mark?.(id, describePending(inputs.identity, listReplacing(definition, inputs), "kept"), context);
		},
	};
}
