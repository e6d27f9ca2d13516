import type { Definition } from "../definition/definition";
import type { Context, Existing, HiddenInputs, HiddenOutputs, Location, Properties } from "./contract";
import type { Tracked } from "./tracked";
import type { UpdatePlan } from "./update-plan";

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

	/** The inputs as a response shows them, given those that it does not show. */
	toReadInputs(inputs: Inputs, observed: Observed): Inputs;

	/** What a refresh finds. */
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
