/**
 * The fields that inputs and outputs are made of: plain data, without a library, as every program loads them. What follows
 * from them stands in the files beside this one.
 */

/** What a change of an input does: it makes another object, changes the object in place, or changes nothing in the cloud. */
export type ChangePolicy = "replace" | "update" | "ignore";

/** All inputs of the object that a field is of. */
type Others = Readonly<Record<string, unknown>>;

/** What a field may say of itself besides its type. */
export interface FieldOptions {
	/** Whether it may be left out. */
	readonly optional?: boolean;

	/**
	 * The policy may depend on the other inputs. A part of an object or list has that of the whole, unless it says otherwise.
	 *
	 * @default "replace"
	 */
	readonly onChange?: ChangePolicy | ((inputs: Others) => ChangePolicy);

	/** It can only be changed while the object is stopped. */
	readonly changedWhenStopped?: boolean;

	/** What the service assumes where nothing is sent. It is never sent, and never a default of an SDK. */
	readonly serviceDefault?: unknown;

	/** Two values that mean the same to the service are equal after this. */
	readonly normalize?: (value: unknown) => unknown;

	/** Left out of the program, the object keeps what it has. */
	readonly keepWhenOmitted?: boolean;

	/** The name in requests, a path where it has dots; `false`: it is not sent. @default the name in snake case */
	readonly request?: string | false;

	/** The value as requests have it, where it is another. */
	readonly toRequest?: (value: never) => unknown;

	/** The name in responses, a path where it has dots; `false`: the service does not report it. @default that in requests */
	readonly response?: string | false;

	/** The value as the program would declare it, where the response has another form. */
	readonly fromResponse?: (found: never) => unknown;

	/**
	 * What a refresh compares: with `declared`, only what the program declares; with `default`, what it leaves out is what
	 * the service assumes; or a rule of its own, which gives the value as it is now and may depend on the other inputs.
	 *
	 * @default "declared"
	 */
	readonly drift?: "declared" | "default" | ((declared: never, found: never, inputs: Others) => unknown);

	/** What is expected, to complete "expected …, got …". */
	readonly expected?: string;

	/** The same where nothing is given. @default `expected` */
	readonly expectedIfMissing?: string;
}

export declare const type: unique symbol;

/** The type that a field has in programs, and whether it may be left out. Only the compiler sees them. */
export interface Typed<Type, Optional extends boolean> {
	readonly [type]: Type;
	readonly optional?: Optional;
}

type IsOptional<Options> = Options extends { readonly optional: true } ? true : false;

export interface TextField extends FieldOptions {
	readonly type: "string";
	readonly pattern?: RegExp;
	/** Words that it takes. */
	readonly values?: readonly string[];
	/** Upper and lower case of the words are the same. */
	readonly anyCase?: boolean;
	/** What is expected in place of a word that it takes for another source of the object only. */
	readonly insteadOf?: Readonly<Record<string, string>>;
}

export interface IntegerField extends FieldOptions {
	readonly type: "integer";
	readonly min?: number;
	readonly max?: number;
	readonly unit?: string;
	/** Besides what the limits allow. */
	readonly also?: number;
}

export interface BooleanField extends FieldOptions {
	readonly type: "boolean";
}

export interface MapField extends FieldOptions {
	readonly type: "map";
}

/** Of the service's own shape; outputs only. */
export interface AnyField extends FieldOptions {
	readonly type: "any";
}

/** Of another source than the one that is given: it has to be left out. */
export interface NothingField extends FieldOptions {
	readonly type: "nothing";
}

export interface ListField extends FieldOptions {
	readonly type: "list";
	readonly item: Field;
	readonly min?: number;
	readonly max?: number;
	/** What is expected where there are too few or too many. */
	readonly expectedCount?: string;
}

export interface ObjectField extends FieldOptions {
	readonly type: "object";
	readonly fields: Fields;
}

export type Field =
	TextField | IntegerField | BooleanField | MapField | AnyField | NothingField | ListField | ObjectField;
export type Fields = Readonly<Record<string, Field>>;

/** What the builders add is only for the compiler. */
function build<Built>(field: Field): Built {
	return field as Built;
}

export function string<const Options extends Omit<TextField, "type" | "values" | "anyCase">>(options?: Options) {
	return build<TextField & Typed<string, IsOptional<Options>>>({ ...options, type: "string" });
}

/** All words that some field takes: constants of the documents, which say nothing of anybody. */
const words = new Set<string>();

export function recordWords(values: readonly string[]): readonly string[] {
	for (const value of values) words.add(value.toLowerCase());
	return values;
}

/** Whether a value is such a word, and may be shown. */
export function isKnownWord(value: unknown): boolean {
	return typeof value === "string" && words.has(value.toLowerCase());
}

/** One of a few words, as the documents write them. */
export function oneOf<const Value extends string, const Options extends Omit<TextField, "type" | "values" | "anyCase">>(
	values: readonly Value[],
	options?: Options,
) {
	return build<TextField & Typed<Value, IsOptional<Options>>>({
		...options,
		type: "string",
		values: recordWords(values),
	});
}

/** The same where the service itself writes them in capitals here and small letters there. */
export function oneOfInAnyCase<const Value extends string, const Options extends FieldOptions>(
	values: readonly Value[],
	options?: Options,
) {
	const field: TextField = {
		normalize: toUpper,
		...options,
		type: "string",
		values: recordWords(values),
		anyCase: true,
	};
	return build<TextField & Typed<Value | Uppercase<Value> | Lowercase<Value>, IsOptional<Options>>>(field);
}

export function integer<const Options extends Omit<IntegerField, "type">>(options?: Options) {
	return build<IntegerField & Typed<number, IsOptional<Options>>>({ ...options, type: "integer" });
}

export function boolean<const Options extends FieldOptions>(options?: Options) {
	return build<BooleanField & Typed<boolean, IsOptional<Options>>>({ ...options, type: "boolean" });
}

/** Names and texts, such as tags. */
export function map<const Options extends FieldOptions>(options?: Options) {
	return build<MapField & Typed<Record<string, string>, IsOptional<Options>>>({ ...options, type: "map" });
}

/** An output in the service's own shape. */
export function any<Type, const Options extends FieldOptions = { readonly optional: true }>(options?: Options) {
	return build<AnyField & Typed<Type, IsOptional<Options>>>({ optional: true, ...options, type: "any" });
}

export function list<Item extends Field, const Options extends Omit<ListField, "type" | "item">>(
	item: Item,
	options?: Options,
) {
	return build<ListField & Typed<TypeOf<Item>[], IsOptional<Options>>>({ ...options, type: "list", item });
}

export function object<Parts extends Fields, const Options extends FieldOptions>(fields: Parts, options?: Options) {
	return build<ObjectField & Typed<TypesOf<Parts>, IsOptional<Options>>>({ ...options, type: "object", fields });
}

/** The type of a field in programs. */
export type TypeOf<One> = One extends { readonly [type]: infer Type } ? Type : never;

/** The types of fields by name. Editors show the comment above a field where its name is used. */
export type TypesOf<All> = Flat<
	{ -readonly [Name in keyof All as IsLeftOut<All[Name]> extends true ? never : Name]: TypeOf<All[Name]> } & {
		-readonly [Name in keyof All as IsLeftOut<All[Name]> extends true ? Name : never]?: TypeOf<All[Name]>;
	}
>;

type IsLeftOut<One> = One extends { readonly optional?: infer Optional }
	? true extends Optional
		? true
		: false
	: false;

/** An intersection as one object: what editors and messages show. */
export type Flat<Type> = { [Name in keyof Type]: Type[Name] };

/** As it is. Markers of earlier versions have the parts of some objects in the order in which the engine sends them. */
export function asGiven(value: unknown): unknown {
	return value;
}

/** Letters in one case. */
export function toUpper(value: unknown): unknown {
	return typeof value === "string" ? value.toUpperCase() : value;
}

/** A list in which neither order nor repetition means anything. */
export function toSet(value: unknown): unknown {
	return Array.isArray(value) ? [...new Set(value as unknown[])].sort() : value;
}
