import type { Definition } from "../definition/definition";
import type { Context, Existing, HiddenInputs, HiddenOutputs, Location, Properties } from "./contract";
import type { ObjectFailedError } from "./object-errors";
import type { Tracked } from "./tracked";
import type { UpdatePlan } from "./update-plan";

/** What every service says of an object. Several images that one request makes are one object as well. */
export interface ObservedObject {
	/** `DELETED` once the object is gone. */
	readonly status?: string;
	readonly description?: string;

	/** Of the create that began it, where that is another one and no description says so. */
	readonly identity?: string;
}

/** How the state and messages name an object. */
export interface ObjectNames {
	readonly id: string;

	/** `Notebook lab-1a2b3c4`. */
	readonly title: string;

	/** @default of unknown status */
	readonly status?: string;
}

/** Inputs of every kind. */
export interface CommonInputs extends HiddenInputs {
	readonly region?: string;
	readonly projectId?: string;
	readonly adopt?: string;
}

/** Names of inputs. */
export type NameOf<Inputs> = keyof Inputs & string;

/** What a refresh finds. */
export interface ReadBack<Inputs, Outputs> {
	readonly inputs: Inputs;

	/** Nothing happens to the object by itself, and no interrupted operation owes it anything: what is shown is settled. */
	readonly isSettled: boolean;

	/** Inputs that can be changed in place and that the response does not show. */
	readonly unread: readonly string[];

	/** Where it is not that of the state any more. */
	readonly id?: string;

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

	/** Creates the object exactly once, or finds what an interrupted create has made. */
	create(inputs: Inputs, context: Context): Promise<Object>;

	/** How messages name such an object: `registered image`. */
	readonly noun: string;

	/**
	 * Reads one object.
	 *
	 * @param outputs of the state; none of an object that is to be adopted
	 */
	get(id: string, context: Context, outputs?: Outputs): Promise<Observed>;

	/** Reads one of many objects: a refresh shares lists. */
	look(old: Existing<Inputs, Outputs>, context: Context): Promise<Observed>;

	/** @param outputs of the state, with what an interrupted operation has left to be done */
	track(observed: Observed, outputs?: Outputs): Object;

	/** Whether a response is as the state says, and not from before the last write. */
	isKnown?(observed: Observed, old: Existing<Inputs, Outputs>, news: Inputs): boolean;

	/** Waits until the object is usable and as the inputs say, as far as the plan is to bring that about. */
	converge(object: Object, inputs: Inputs, plan: UpdatePlan<Inputs, NameOf<Inputs>>, context: Context): Promise<void>;

	/**
	 * Warns of other objects that an interrupted create may have left, and deletes what a repeated request of this very
	 * create has made; `since` is when this create had its object.
	 */
	resolveDuplicates?(object: Object, inputs: Inputs, since: number, context: Context): Promise<void>;

	/** The inputs as a response shows them, given those that it does not show: what is compared before it is adopted. */
	toReadInputs(inputs: Inputs, observed: Observed): Inputs;

	/** Why an object cannot be adopted, apart from what its inputs show. */
	explainMismatch?(observed: Observed, inputs: Inputs): readonly string[];

	/** What a refresh finds. */
	readBack(observed: Observed, old: Existing<Inputs, Outputs>, context: Context): Promise<ReadBack<Inputs, Outputs>>;

	/** What is written to the state. */
	toOutputs(inputs: Inputs, location: Location, observed: Observed, before?: Outputs): Outputs;

	/** Reads once more what there is of an object whose operation did not complete. There is little time. */
	readPartial?(
		object: Object,
		inputs: Inputs,
		plan: UpdatePlan<Inputs, NameOf<Inputs>>,
		context: Context,
	): Promise<void>;

	/** What is written to the state of such an object; by default as declared once anything was sent, else as before. */
	toPartialOutputs?(
		object: Object,
		inputs: Inputs,
		plan: UpdatePlan<Inputs, NameOf<Inputs>>,
		location: Location,
	): Properties;

	/** What else a message says of such an object. */
	describePartial?(object: Object): string;

	/** How the state and messages name it. */
	describe(object: Object, inputs: Inputs): ObjectNames;

	/** What failed and why; by default names of the object and the failure's message. */
	explainFailure?(failure: ObjectFailedError, object: Object, inputs: Inputs): string;

	/** What to do about the reason of a failure. */
	advise?(object: Object, context: Context): string | undefined;

	/** Deletes the object and waits until it is gone. */
	remove(object: Object, inputs: Inputs, context: Context): Promise<void>;

	/** Deletes what a failed create has left, and says what is gone; by default a deletion. */
	discard?(object: Object, inputs: Inputs, context: Context): Promise<string>;

	/** Of several objects: which of them could not be deleted. Those alone are kept in the state. */
	describeRest?(object: Object): string;

	/** Sets the description, which is the ownership marker. Kinds whose descriptions cannot be changed have none of this. */
	setMarker?(id: string, description: string, context: Context): Promise<unknown>;

	/** Sets the ownership marker of an interrupted create that is in the state, where it is no description. */
	keep?(old: Existing<Inputs, Outputs>, context: Context): Promise<void>;
}
