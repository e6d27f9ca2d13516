import { type Properties, UNKNOWN } from "../lifecycle/contract";
import type { Field, Fields, ListField, ObjectField, Typed, TypesOf } from "./fields";
import type { Violation } from "./violation";

/**
 * What an object can be made from, where a program has to say exactly one of several things. Its first field names a
 * source. That may be a field of another source as well: then it names the source where it stands without the other one.
 */
export interface Source<Own extends Fields = Fields> {
	/** What is made from it, to complete "nothing, as … has no minDisk": `an image from a file`. */
	readonly title: string;
	readonly fields: Own;
}

export type Sources = Readonly<Record<string, Source>>;

export function source<Own extends Fields>(title: string, fields: Own): Source<Own> {
	return { title, fields };
}

/** The fields of all sources: each may be left out, and takes what it takes for any of them. */
export function mergeSources(sources: Sources): Fields {
	return Object.values(sources).reduce<Fields>((merged, { fields }) => mergeFields(merged, fields), {});
}

function mergeFields(some: Fields, more: Fields): Fields {
	const merged = Object.entries(more).map(([name, field]) => [name, mergeField(some[name], field)] as const);
	return { ...some, ...Object.fromEntries(merged) };
}

function mergeField(one: Field | undefined, other: Field): Field {
	if (isListOfObjects(other)) {
		const parts = one && isListOfObjects(one) ? one.item.fields : {};
		const item = { ...other.item, fields: mergeFields(parts, other.item.fields) };
		return { ...one, ...other, item, optional: true };
	}
	if (other.type !== "string" || one?.type !== "string") return { ...one, ...other, optional: true };
	const values = other.values && [...new Set([...(one.values ?? []), ...other.values])];
	return { ...one, ...other, values, optional: true };
}

function isListOfObjects(field: Field): field is ListField & { readonly item: ObjectField } {
	return field.type === "list" && field.item.type === "object";
}

/** The sources that inputs name: there should be exactly one. */
export function findSources<All extends Sources>(sources: All, inputs: object): (keyof All & string)[] {
	const isGiven = (source: Source) => (inputs as Properties)[keyOf(source)] !== undefined;
	const given = Object.entries(sources).filter(([, source]) => isGiven(source));
	const isPart = (source: Source) => given.some(([, other]) => other !== source && keyOf(source) in other.fields);
	return given.filter(([, source]) => !isPart(source)).map(([name]) => name);
}

/** The one source that inputs name; `undefined` where it is none or several. What is unknown may turn out to be nothing. */
export function findSource(sources: Sources, inputs: object): string | undefined {
	const { named, known } = judgeSources(sources, inputs);
	return isOne(known, named) ? (known[0] ?? named[0]) : undefined;
}

function judgeSources(sources: Sources, inputs: object) {
	const named = findSources(sources, inputs);
	const known = named.filter((name) => (inputs as Properties)[keyOf(sources[name] as Source)] !== UNKNOWN);
	return { named, known };
}

function isOne(known: readonly string[], named: readonly string[]): boolean {
	return known.length === 1 || (known.length === 0 && named.length > 0);
}

/** The input that names a source. */
function keyOf({ fields }: Source): string {
	return Object.keys(fields)[0] ?? "";
}

/** The fields that inputs are checked by: of what only other sources have, that it is not there. */
export function chooseFields(all: Fields, sources: Sources | undefined, inputs: object): Fields {
	const name = sources && findSource(sources, inputs);
	const own = name === undefined ? undefined : sources?.[name];
	if (!sources || !own) return all;
	const isShared = (field: string) => !Object.values(sources).some(({ fields }) => field in fields);
	const common = Object.fromEntries(Object.entries(all).filter(([field]) => isShared(field)));
	return restrict(all, { ...common, ...own.fields }, `nothing, as ${describe(own)} has no `, "");
}

function restrict(all: Fields, own: Fields, nothing: string, where: string): Fields {
	const chosen = Object.entries(all).map(([name, field]): [string, Field] => {
		const one = own[name];
		if (!one) return [name, { type: "nothing", optional: true, expected: `${nothing}${name}${where}` }];
		if (!isListOfObjects(one) || !isListOfObjects(field)) return [name, one];
		const fields = restrict(field.item.fields, one.item.fields, nothing, " here");
		return [name, { ...one, item: { ...one.item, fields } }];
	});
	return Object.fromEntries(chosen);
}

/** Whether inputs name exactly one source. */
export function* findSourceViolations(sources: Sources | undefined, inputs: object): Iterable<Violation> {
	if (!sources) return;
	const { named, known } = judgeSources(sources, inputs);
	if (isOne(known, named)) return;
	const keys = sortKeys(Object.values(sources));
	const found = known.map((name) => sources[name] as Source);
	const choices = `${keys.slice(0, -1).join(", ")} or ${keys.at(-1)}`;
	const got = found.length > 0 ? found.map(describe).join(" and ") : "none";
	const [first = ""] = found.length > 0 ? found.map(keyOf) : keys;
	yield { path: [first], insteadOf: `expected one of ${choices}, exactly one source, got ${got}` };
}

/** What names a source only where another one is not named comes last. */
function sortKeys(sources: readonly Source[]): string[] {
	const keys = sources.map(keyOf);
	const isShared = (key: string) => sources.filter(({ fields }) => key in fields).length > 1;
	return [...keys.filter((key) => !isShared(key)), ...keys.filter(isShared)];
}

/** `an image from a file (imageUrl)`. */
function describe(source: Source): string {
	return `${source.title} (${keyOf(source)})`;
}

/** What programs write of one source. */
export type SourceInputs<One extends Source> = TypesOf<One["fields"]>;

/**
 * One source, and nothing of the others; the items of its lists neither. What is not its own is `undefined`, by which the
 * compiler knows which source is meant, and names the input that is wrong instead of one that another source would need.
 * It takes the last one that has a list for the one that is meant when an item of that is wrong.
 */
export type ExclusiveInputs<All extends Sources> = {
	[Name in keyof All]: Only<SourceInputs<All[Name]>, AnyInputs<All>>;
}[keyof All];

type AnyInputs<All extends Sources> = { [Name in keyof All]: SourceInputs<All[Name]> }[keyof All];
type Only<One, Any> = {
	[Name in keyof One]: OnlyItems<One[Name], ValueOf<Any, Name>>;
} & Without<Any, One>;
type OnlyItems<Type, Any> = Type extends (infer Item extends object)[] ? (Item & Without<ItemOf<Any>, Item>)[] : Type;
type Without<Any, One> = { [Name in Exclude<NamesOf<Any>, keyof One>]?: undefined };

/** Inputs of which nobody has asked yet which source they name: all may be there. */
export type MergedInputs<All extends Sources> = MergedItem<AnyInputs<All>>;
type MergedItem<Any> = { [Name in NamesOf<Any>]?: MergedType<ValueOf<Any, Name>> };
type MergedType<Type> = [Type] extends [object[]] ? MergedItem<ItemOf<Type>>[] : Type;

/** The same as outputs: items of lists are what one source has. */
export type SourceOutputs<All extends Sources> = {
	[Name in NamesOf<AnyInputs<All>>]?: OutputType<ValueOf<AnyInputs<All>, Name>>;
};
type OutputType<Type> = [Type] extends [object[]] ? ItemOf<Type>[] : Type;

/** Names in any member of a union, and what its members have under one. */
type NamesOf<Any> = Any extends unknown ? keyof Any : never;
type ValueOf<Any, Name extends PropertyKey> = Any extends { [One in Name]?: infer Value }
	? Exclude<Value, undefined>
	: never;
type ItemOf<Type> = Type extends (infer Item)[] ? Item : never;

/** The fields of all sources as `mergeSources` gives them. */
export type MergedFields<All extends Sources> = {
	readonly [Name in keyof MergedInputs<All>]-?: Field & Typed<Exclude<MergedInputs<All>[Name], undefined>, true>;
};
