import { isDeepStrictEqual } from "node:util";
import { type DiffResult, type Existing, type HiddenOutputs, type Properties, UNKNOWN } from "../lifecycle/contract";
import { withoutIncarnation } from "../lifecycle/create-safety/resource-identity";
import type { Definition } from "./definition";
import type { ChangePolicy, Field, Fields } from "./fields";
import { containsUnknown } from "./unknown";

/** Replace, update, resume, or nothing. */
export function diff(definition: Definition, old: Existing<Properties, Properties>, news: Properties): DiffResult {
	const { region, projectId, unfinished } = old.outputs as Properties & HiddenOutputs;
	const before = { ...old.inputs, region, projectId };
	const replaces = findReplacing(definition, before, news);
	const describe = (names: readonly string[]) => definition.describeReplacement?.(old, news, names);
	if (replaces.length > 0) return { replaces, ...describe(replaces) };
	if (definition.isFailed(old.outputs)) return { changes: true, replaces: ["status"], ...describe([]) };
	if (unfinished !== undefined || definition.hasDrifted?.(old.outputs, news)) return { changes: true };
	return findUpdates(definition, before, news).length > 0 ? {} : { changes: false };
}

/** Names of the inputs whose difference makes another object. */
export function findReplacing<Given extends Pick<Definition, "inputs">>(
	definition: Given,
	before: object,
	after: object,
): (keyof Given["inputs"] & string)[] {
	return findDifferent(definition, before, after, "replace");
}

/** Names of the inputs that differ in what can be changed in place. */
export function findUpdates<Given extends Pick<Definition, "inputs">>(
	definition: Given,
	before: object,
	after: object,
): (keyof Given["inputs"] & string)[] {
	return findDifferent(definition, before, after, "update");
}

/** What an update has to bring about: inputs that differ, and the power state of an object that is not in the desired one. */
export function findDue<Given extends Definition>(
	definition: Given,
	old: Existing<object, object>,
	news: object,
): (keyof Given["inputs"] & string)[] {
	const different = findUpdates(definition, old.inputs, news);
	const hasDrifted = definition.hasDrifted?.(old.outputs as Properties, news as Properties);
	return hasDrifted ? [...different, "desiredState"] : different;
}

/** Names of the inputs of which all or a part can be changed in place. */
export function listUpdatable<Given extends Pick<Definition, "inputs">>({ inputs }: Given) {
	const names = Object.keys(inputs) as (keyof Given["inputs"] & string)[];
	return names.filter((name) => hasPart(inputs[name] as Field, "update"));
}

/**
 * All inputs that make another object, in one order and one spelling, whichever create they are of: what an ownership
 * marker holds a hash of.
 */
export function listReplacing(definition: Definition, inputs: object): unknown {
	const { inputs: fields, outsideFingerprint = [], composeFingerprint, generate } = definition;
	const neutral = withoutIncarnation(inputs as Properties, generate);
	const entries = Object.entries(fields)
		.filter(([name]) => !outsideFingerprint.includes(name))
		.filter(([, field]) => policyOf(field, neutral, "replace") === "replace")
		.map(([name, field]) => [name, normalize(field, neutral[name], "replace") ?? null] as const);
	return composeFingerprint ? composeFingerprint(entries, neutral) : entries;
}

/** A value in the one spelling that all values have that mean the same to the service. */
export function normalize(field: Field, value: unknown, policy?: ChangePolicy): unknown {
	const whole = value ?? field.serviceDefault;
	if (field.normalize) return field.normalize(whole);
	if (field.type === "list" && Array.isArray(whole)) return whole.map((item) => normalize(field.item, item, policy));
	if (field.type !== "object" || whole === null || typeof whole !== "object") return whole;
	const parts = Object.entries(field.fields).filter(([, part]) => !policy || (part.onChange ?? policy) === policy);
	const entries = parts.map(([name, part]) => [name, normalize(part, (whole as Properties)[name], policy)] as const);
	return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

function findDifferent<Given extends Pick<Definition, "inputs">>(
	{ inputs }: Given,
	before: object,
	after: object,
	policy: ChangePolicy,
): (keyof Given["inputs"] & string)[] {
	const [was, is] = [before as Properties, after as Properties];
	return Object.keys(inputs).filter((name) => {
		const field = inputs[name] as Field;
		return differs(field, was[name], is[name], { policy, inherited: policyOf(field, is, "replace") });
	});
}

interface Question {
	/** What kind of difference is looked for. */
	readonly policy: ChangePolicy;
	/** The policy of the whole that the field is a part of. */
	readonly inherited: ChangePolicy;
}

/** Whether a value differs in a part that has a policy. */
function differs(field: Field, before: unknown, after: unknown, question: Question): boolean {
	if ((after === undefined || after === null) && field.keepWhenOmitted) return false;
	if (before === after && after !== UNKNOWN) return false;
	const { policy, inherited } = question;
	const parts = partsOf(field);
	if (!parts) {
		if (inherited !== policy) return false;
		return containsUnknown(after) || !isDeepStrictEqual(normalize(field, before), normalize(field, after));
	}
	// Nothing is known of its parts, or there are more or fewer of them: it is another one as a whole.
	if (!isSameShape(field, before, after)) return inherited === policy;
	return [...listPairs(field, before, after)].some(([name, was, is]) => {
		const part = parts[name] as Field;
		return differs(part, was, is, { policy, inherited: policyOf(part, {}, inherited) });
	});
}

/** The fields within an object, or within each item of a list of objects; none where only the whole can be compared. */
function partsOf(field: Field): Fields | undefined {
	const whole = field.type === "list" ? field.item : field;
	return whole.type === "object" && !field.normalize && !whole.normalize ? whole.fields : undefined;
}

function isSameShape(field: Field, before: unknown, after: unknown): boolean {
	const [was, is] = [before ?? field.serviceDefault, after ?? field.serviceDefault];
	if (field.type !== "list") return isObject(was) && isObject(is);
	if (!Array.isArray(was) || !Array.isArray(is)) return false;
	return was.length === is.length && was.every(isObject) && is.every(isObject);
}

function isObject(value: unknown): boolean {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Each part by its name, before and after. */
function* listPairs(
	field: Field,
	before: unknown,
	after: unknown,
): Iterable<[name: string, was: unknown, is: unknown]> {
	const [was, is] = [before ?? field.serviceDefault, after ?? field.serviceDefault].map((value) =>
		Array.isArray(value) ? (value as Properties[]) : [value as Properties],
	) as [Properties[], Properties[]];
	for (const [index, one] of was.entries()) {
		for (const name of Object.keys(partsOf(field) ?? {})) yield [name, one[name], is[index]?.[name]];
	}
}

/** Whether anything in a field has a policy, whatever the other inputs are. */
function hasPart(field: Field, policy: ChangePolicy, inherited: ChangePolicy = "replace"): boolean {
	const parts = partsOf(field);
	const own = field.onChange ?? inherited;
	if (own === policy || typeof own === "function") return true;
	return parts !== undefined && Object.values(parts).some((part) => hasPart(part, policy, own));
}

function policyOf({ onChange }: Field, inputs: Properties, inherited: ChangePolicy): ChangePolicy {
	if (typeof onChange === "function") return onChange(inputs);
	return onChange ?? inherited;
}
