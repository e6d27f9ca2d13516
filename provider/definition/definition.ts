import type {
	Defaults,
	DiffResult,
	Existing,
	HiddenInputs,
	HiddenOutputs,
	Properties,
	Timeouts,
} from "../lifecycle/contract";
import type { Generate } from "../lifecycle/create-safety/resource-identity";
import { type Fields, type Flat, string, type TypesOf } from "./fields";
import { type ExclusiveInputs, type MergedFields, mergeSources, type SourceOutputs, type Sources } from "./sources";
import type { Violation } from "./violation";

/**
 * What a resource is, as data. From it follow the types of its inputs and outputs, validation, diff, request, read-back,
 * import, the properties of its class, and its reference page.
 */
export interface Definition {
	/** As users name it: `CustomImage`. */
	readonly name: string;

	/** Of its type in Pulumi: `modelarts`. */
	readonly module: string;

	/** How long operations may take where the user does not say, seconds. */
	readonly timeouts: Required<Timeouts>;

	/** Always, as two of them cannot exist beside each other. */
	readonly deleteBeforeReplace?: boolean;

	/** Where it depends on inputs: whether a second one cannot exist beside it. */
	readonly isOnlyOne?: (inputs: Properties) => boolean;

	/** In the order of its page, and of the fingerprint of what replaces. */
	readonly inputs: Fields;

	/**
	 * What it can be made from, where a program says exactly one of several things: the inputs of each, by its name. All of
	 * them are among `inputs` as well, after those of every source.
	 */
	readonly sources?: Sources;

	/** What only the service knows. */
	readonly outputs: Fields;

	/** The output that has the ids of all of its objects, where the id of the resource is not all of them. */
	readonly idsOutput?: string;

	/** Inputs that are made from the identity where the program does not give them. */
	readonly generate: Generate;

	/** Those of them that stay when the identity changes, as do all objects that a state has. */
	readonly keepsGenerated?: readonly string[];

	/**
	 * What can only be said of several inputs together. A rule with an unknown part is skipped.
	 *
	 * @param source that they name, where it is exactly one
	 */
	readonly rules?: (inputs: Properties, old: Properties | undefined, source: string | undefined) => Iterable<Violation>;

	/** What is probably a mistake, but not for sure. */
	readonly warnings?: (inputs: Properties, old: Properties | undefined) => readonly string[];

	/** Inputs with what the provider's configuration says of them. */
	readonly applyDefaults?: (inputs: Properties, defaults: Defaults) => Properties;

	/** Left out of the fingerprint of what replaces: markers of earlier versions do not have them. */
	readonly outsideFingerprint?: readonly string[];

	/** Another form of the fingerprint, which markers of earlier versions have. */
	readonly composeFingerprint?: (
		entries: readonly (readonly [name: string, value: unknown])[],
		inputs: Properties,
	) => unknown;

	/** An object in the state that did not come to be, or cannot be used any more, is replaced. */
	readonly isFailed: (outputs: Properties) => boolean;

	/** Whether the state shows an object that is not as the program wants it kept, although no input differs. */
	readonly hasDrifted?: (outputs: Properties, news: Properties) => boolean;

	/** Whether an object may be otherwise than the program wants it kept, by itself: an update has to read it first. */
	readonly mayDriftByItself?: (outputs: Properties) => boolean;

	/** What a replacement has to say, and its order. */
	readonly describeReplacement?: (
		old: Existing<Properties, Properties>,
		news: Properties,
		replaces: readonly string[],
	) => Pick<DiffResult, "deleteBeforeReplace" | "warnings" | "losses">;

	/** Why an object that exists already cannot be imported; absent where it can. */
	readonly cannotImport?: string;

	/** Outputs that say what inputs say, in the service's words, by their paths: they are secret where those are. */
	readonly derivedFrom?: Readonly<Record<string, readonly string[]>>;

	/** Outputs that are always secret. */
	readonly secretOutputs?: readonly string[];
}

/** Keeps what a definition says as types. The inputs of all sources join those that do not depend on it. */
export function defineResource<const Given extends Definition>(given: Given): Defined<Given> {
	const { inputs, sources } = given;
	return (sources ? { ...given, inputs: { ...inputs, ...mergeSources(sources) } } : given) as unknown as Defined<Given>;
}

type Defined<Given extends Definition> = Given extends { readonly sources: infer All extends Sources }
	? Omit<Given, "inputs"> & { readonly inputs: Given["inputs"] & MergedFields<All> }
	: Given;

/** Where an object is, of every kind. */
export const location = {
	/**
	 * Changing the region replaces the resource. Left out, it stays where it is.
	 *
	 * @default the region of the provider, `huaweicloud:region`
	 */
	region: string({ optional: true, keepWhenOmitted: true, request: false }),

	/**
	 * Changing the project replaces the resource. Left out, it stays where it is.
	 *
	 * @default the project of the provider, `huaweicloud:projectId`
	 */
	projectId: string({ optional: true, keepWhenOmitted: true, request: false }),
};

/** The same as outputs. */
export const locationOutputs = {
	/** Where the object is. */
	region: string({ response: false }),

	/** Where the object is. */
	projectId: string({ response: false }),
};

/** What programs write. */
export type InputsOf<Given extends Pick<Definition, "inputs" | "sources">> = Given extends {
	readonly sources: infer All extends Sources;
}
	? CommonOf<Given, All> & ExclusiveInputs<All>
	: TypesOf<Given["inputs"]>;

/** Of every source. */
type CommonOf<Given extends Pick<Definition, "inputs">, All extends Sources> = TypesOf<
	Omit<Given["inputs"], keyof MergedFields<All>>
>;

/** Every input as it was given. */
type GivenOf<Given extends Definition> = Given extends { readonly sources: infer All extends Sources }
	? CommonOf<Given, All> & SourceOutputs<All>
	: TypesOf<Given["inputs"]>;

/** What programs read: every input as it was given, and what only the service knows. */
export type OutputsOf<Given extends Definition> = Flat<
	Omit<GivenOf<Given>, GeneratedIn<Given> | keyof Given["outputs"]> &
		Required<Pick<GivenOf<Given>, Exclude<GeneratedIn<Given>, keyof Given["outputs"]>>> &
		TypesOf<Given["outputs"]>
>;

type GeneratedIn<Given extends Definition> = keyof ReturnType<Given["generate"]> & keyof GivenOf<Given>;

/** Inputs after `check`, of whichever source: what is generated is there. */
export type CheckedInputsOf<Given extends Definition> = Flat<
	Omit<TypesOf<Given["inputs"]>, GeneratedIn<Given>> &
		Required<Pick<TypesOf<Given["inputs"]>, GeneratedIn<Given> & keyof TypesOf<Given["inputs"]>>> &
		HiddenInputs
>;

/** What is in the state. */
export type StateOf<Given extends Definition> = Omit<OutputsOf<Given>, keyof CheckedInputsOf<Given>> &
	CheckedInputsOf<Given> &
	HiddenOutputs;

/** Names of all inputs, hidden ones included: what of the outputs in the state is input. */
export function listInputNames({ inputs }: Pick<Definition, "inputs">): string[] {
	return [...Object.keys(inputs), ...HIDDEN];
}

/** Inputs of every kind that no program writes. */
export const HIDDEN = ["identity", "timeouts"] as const;
