import type { Services } from "../services/services";
import type { Autonaming } from "./create-safety/autonaming";
import type { Generate } from "./create-safety/resource-identity";
import type { ResourceIntent } from "./create-safety/resource-intent";
import type { Session } from "./session";

export type { Defaults, Session } from "./session";

/**
 * The contract of a resource handler: what the engine may ask of it, and what it is given to answer.
 *
 * Nothing in here knows how the engine talks. `pulumi/dynamic/` hangs handlers on Pulumi's dynamic-provider protocol, and
 * `pulumi/plugin/` the same handlers on its own.
 */

/** A JSON object as the engine hands it over: user inputs, or what is in the state. */
export type Properties = Record<string, unknown>;

/** What the engine's unknown values look like in `check` and `diff`: outputs of resources that do not exist yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One thing wrong with the inputs. All of them are reported at once. */
export interface ValidationError {
	/** The input, as a path such as `storage.location.volumeSize`. */
	readonly property: string;

	/** What was expected and what was got. */
	readonly reason: string;
}

export interface CheckResult<Inputs> {
	/** The inputs with defaults filled in, as they will be stored. */
	readonly inputs: Inputs;
	readonly validationErrors: readonly ValidationError[];

	/** What is probably a mistake, but not for sure. Shown as warnings. */
	readonly hints?: readonly string[];
}

/** How the new inputs differ from what is there. */
export interface DiffResult {
	/**
	 * - `true`: something has to be done, whether or not the inputs changed (an unfinished object)
	 * - `false`: nothing has to be done although the inputs are not the same text
	 * - `undefined`: let the engine compare the inputs; it shows the exact difference
	 */
	readonly changes?: boolean;

	/** Inputs whose change cannot be made in place. */
	readonly replaces?: readonly string[];

	/**
	 * Whether the old object has to go before the new one is made, where that depends on what changes. What always holds
	 * for a kind is an option that its class sets: replacements by `--target-replace` never ask here.
	 */
	readonly deleteBeforeReplace?: boolean;

	/** What the user should know before saying yes. Shown as warnings on the resource. */
	readonly warnings?: readonly string[];

	/** The same of what is lost with the old object, unless the option `retainOnDelete` keeps it. */
	readonly losses?: readonly string[];
}

/** An object as it is in the state. */
export interface Existing<Inputs, Outputs> {
	readonly id: string;
	readonly inputs: Inputs;
	readonly outputs: Outputs;
}

/** What a handler may use while it works on one object. */
export interface Context {
	/** The services, in the region and project of this object. */
	readonly services: Services;

	/** What this process remembers of the program's resources. */
	readonly session: Session;

	/** Aborted when the user interrupts the run or the engine is gone: stop waiting, save what is known. */
	readonly signal: AbortSignal;

	/** When the user's time-out for this operation runs out, in milliseconds since 1970. */
	readonly deadline: number;

	/** The user's `pollInterval`: the shortest pause between two looks at one object, milliseconds. */
	readonly pollInterval: number;

	/** Until when reads may still show the object as it was before our last write to it, milliseconds since 1970. */
	readonly staleUntil: number;

	/** Where a create writes down what it is about to do, for the run after a crash. */
	readonly intent: ResourceIntent;

	/** Show what is going on in the resource's row. */
	progress(status: string): void;

	/** A lasting warning on the resource. */
	warn(message: string): void;
}

/** Where an object is, as it is written to the state: read, update and delete go there whatever the settings say then. */
export interface Location {
	readonly region: string;
	readonly projectId: string;

	/** Which of the two the program left to the provider's settings. */
	readonly inherited: string[];
}

export function locate(inputs: { region?: string; projectId?: string }, { region, projectId }: Services): Location {
	const inherited = (["region", "projectId"] as const).filter((name) => inputs[name] === undefined);
	return { region, projectId, inherited };
}

/** What the user asked for how long an operation may take, in seconds. */
export interface Timeouts {
	readonly create?: number;
	readonly read?: number;
	readonly update?: number;
	readonly delete?: number;
}

/** What travels with the inputs although no user writes it: Pulumi tells dynamic providers neither. */
export interface HiddenInputs {
	/** See `lifecycle/create-safety/resource-identity.ts`. */
	identity: string;

	/** The option `customTimeouts`, in seconds. */
	timeouts?: Timeouts;
}

/** What the state of every object holds besides its inputs and outputs. */
export interface HiddenOutputs {
	region: string;
	projectId: string;

	/** Which of `region` and `projectId` the program left to the provider's settings. */
	inherited?: string[];

	/** Which work on the object was interrupted; the next `up` goes on with it. */
	unfinished?: "create" | "update";

	/**
	 * Which inputs an interrupted update had begun to send: only the cloud knows which value they have. Absent in states of
	 * version 0.1.0, where it may be any.
	 */
	unfinishedInputs?: string[];
}

/** `volume`, `volume.uri`. */
type InputPath<Inputs> = (keyof Inputs & string) | `${keyof Inputs & string}.${string}`;

/** The life of one kind of object. */
export interface Handler<Inputs extends object, Outputs extends Inputs> extends ResourceOperations<Inputs, Outputs> {
	/** The kind, as users name it: `NotebookInstance`. */
	readonly kind: string;

	/** All inputs, by name: what of the outputs in the state is input. */
	readonly inputNames: readonly (keyof Inputs & string)[];

	/** How long operations may take where the user does not say, in seconds. */
	readonly timeouts: Required<Timeouts>;

	/**
	 * Outputs that say in the service's words what inputs say, by their paths: they are secret where those are. What has an
	 * input's own name need not be here, nor a text in which one occurs.
	 */
	readonly derivedFrom?: { readonly [output: string]: readonly InputPath<Inputs>[] };

	/** The output that has the ids of all of its objects, where the id of the resource is not all of them. */
	readonly idsOutput?: keyof Outputs & string;

	/** Outputs that are always secret. */
	readonly secretOutputs?: readonly (keyof Outputs & string)[];

	/** Fill in defaults and find every mistake. No network. `old` is absent when the object is new. */
	check(
		old: Properties | undefined,
		news: Properties,
		session: Session,
		autonaming?: Autonaming,
	): CheckResult<Properties>;

	/** Replace, update or nothing. No network. `news` may hold unknown values. */
	diff(old: Existing<Inputs, Outputs>, news: Properties): DiffResult;

	/** The inputs that are made from the identity where the program does not give them. */
	readonly generate: Generate;

	/** All inputs that replace, in one spelling, whichever create they are of: an interrupted one with others is not resumed. */
	listReplacing(inputs: Inputs): unknown;
}

/** The part that talks to the cloud. */
export interface ResourceOperations<Inputs extends object, Outputs extends Inputs> {
	/** Make the object and wait until it is usable. */
	create(inputs: Inputs, context: Context): Promise<{ id: string; outputs: Outputs }>;

	/** What is there now, or `undefined` if it is certainly gone. An id other than the old one heals the state. */
	read(
		old: Existing<Inputs, Outputs>,
		context: Context,
	): Promise<{ id?: string; inputs: Inputs; outputs: Outputs } | undefined>;

	/** Make it as wanted in place; also goes on with what an earlier run left unfinished. */
	update(old: Existing<Inputs, Outputs>, news: Inputs, context: Context): Promise<Outputs>;

	/** Remove it and wait until it is gone. Already gone is done. */
	delete(old: Existing<Inputs, Outputs>, context: Context): Promise<void>;

	/**
	 * An interrupted create goes into the state: its marker has to say so, as only that state may resume it. There is little
	 * time. Kinds whose markers cannot be changed have none of this.
	 */
	keep?(old: Existing<Inputs, Outputs>, context: Context): Promise<void>;
}

/** A life that is loaded with the first object that is worked on: a preview without changes works on none. */
export function lazyOperations<Inputs extends object, Outputs extends Inputs>(
	load: () => ResourceOperations<Inputs, Outputs>,
): ResourceOperations<Inputs, Outputs> {
	return {
		create: (inputs, context) => load().create(inputs, context),
		read: (old, context) => load().read(old, context),
		update: (old, news, context) => load().update(old, news, context),
		delete: (old, context) => load().delete(old, context),
		keep: async (old, context) => load().keep?.(old, context),
	};
}

/**
 * The object exists, but the work on it is not finished: keep it in the state, and let the next run go on.
 *
 * Thrown by `create` and `update`.
 */
export class InitFailedError extends Error {
	override name = "InitFailedError";

	constructor(
		/** What happened and what to do next, for the terminal. */
		message: string,
		/** The service's id of the object. */
		readonly id: string,
		/** What is known of it, inputs included. */
		readonly outputs: Properties,
	) {
		super(message);
	}
}
