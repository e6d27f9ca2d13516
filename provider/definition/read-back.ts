import { isDeepStrictEqual } from "node:util";
import type { Location, Properties } from "../lifecycle/contract";
import { isGarbled } from "../services/shape/shape";
import type { Definition, StateOf } from "./definition";
import { listUpdatable, normalize } from "./diff";
import { isDeclarable } from "./field-violations";
import type { Field, Fields, TypeOf } from "./fields";
import { nameInResponse } from "./request";
import { valueAt } from "./unknown";

/**
 * The inputs as they are in the cloud now: what somebody changed outside of Pulumi shows up as a changed input.
 *
 * What the service does not report is kept, and so is the spelling of what means the same. In an import nothing is
 * declared yet: then every input is what it is.
 */
export function readInputs<Inputs extends object>(
	{ inputs: fields }: Pick<Definition, "inputs">,
	inputs: Inputs,
	response: object,
	isImport = false,
): Inputs {
	const declared = inputs as Properties;
	const read = Object.entries(fields).flatMap(([name, field]) => {
		if (isFieldGarbled(name, field, response)) return [];
		const found = findInResponse(name, field, response);
		const value = isImport ? (found ?? declared[name]) : compare(field, declared[name], found, declared);
		return value === undefined && !(name in declared) ? [] : [[name, value] as const];
	});
	return { ...inputs, ...Object.fromEntries(read) };
}

/**
 * The declared value as it is in the cloud now. A word that no definition knows yet, or a value of another type, cannot be
 * compared: taken for drift, it would have an object replaced that nobody has changed.
 */
function compare(field: Field, declared: unknown, found: unknown, inputs: Properties): unknown {
	const now = readDeclared(field, declared, found, inputs);
	return isDeclarable(field, now) ? now : declared;
}

function readDeclared(field: Field, declared: unknown, found: unknown, inputs: Properties): unknown {
	const { drift = "declared" } = field;
	if (typeof drift === "function") return drift(declared as never, found as never, inputs);
	if (found === undefined || (declared === undefined && drift === "declared")) return declared;
	return keepSpelling(field, declared, found);
}

/** What was found, in the program's own spelling where that means the same. */
export function keepSpelling<Value>(field: Field, declared: Value, found: Value): Value {
	return isDeepStrictEqual(normalize(field, declared), normalize(field, found)) ? declared : found;
}

/** Names of the inputs that can be changed in place and that a response does not show. */
export function listUnread<Given extends Pick<Definition, "inputs">>(definition: Given, response: object) {
	const { inputs: fields } = definition;
	return listUpdatable(definition).filter(
		(name) => findInResponse(name, fields[name] as Field, response) === undefined,
	);
}

/** What a response says of one field, as the program would declare it; `undefined` where it says nothing. */
export function findInResponse(name: string, field: Field, response: object): unknown {
	const path = pathInResponse(name, field);
	if (path === undefined) return undefined;
	const found = valueAt(response, path);
	if (field.fromResponse) return field.fromResponse(found as never);
	return found === null || found === undefined ? undefined : readValue(field, found);
}

/** Whether a response has another type where it says something of a field, or of a part of it that is an input as well. */
function isFieldGarbled(name: string, field: Field, response: unknown): boolean {
	const path = pathInResponse(name, field);
	if (path === undefined) return false;
	if (isGarbled(response, path)) return true;
	const part = valueAt(response, path);
	return (
		field.type === "object" && Object.entries(field.fields).some(([name, inner]) => isFieldGarbled(name, inner, part))
	);
}

/** `undefined`: no response has it; empty: it is read from the whole. */
function pathInResponse(name: string, field: Field): readonly string[] | undefined {
	const path = nameInResponse(name, field);
	return path === "" ? [] : path?.split(".");
}

/** Objects and lists of objects under our names. */
function readValue(field: Field, found: unknown): unknown {
	if (field.type === "object") return readFields(field.fields, found as object);
	if (field.type !== "list" || !Array.isArray(found)) return found;
	return found.map((item: unknown) => readValue(field.item, item));
}

/** A value of a response in the form of a field, under our names. */
export function readAs<One extends Field>(field: One, found: object): TypeOf<One> {
	return readValue(field, found) as TypeOf<One>;
}

function readFields(fields: Fields, found: object): object {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, findInResponse(name, field, found)] as const),
	);
}

/** What is written to the state: every input as it was given, and what only the service knows. */
export function readOutputs<Given extends Definition>(
	{ outputs }: Given,
	inputs: object,
	location: Location,
	response: object,
): StateOf<Given> {
	return { ...inputs, ...location, ...readFields(withoutUnreported(outputs), response) } as unknown as StateOf<Given>;
}

/** What no response says: where the object is, and what is an input. */
function withoutUnreported(outputs: Fields): Fields {
	return Object.fromEntries(Object.entries(outputs).filter(([, { response }]) => response !== false));
}

/** Milliseconds since 1970, or a text of a date, as ISO 8601 in UTC. */
export function toTime(found: number | string | null | undefined): string | undefined {
	const date = new Date(typeof found === "string" && Number.isNaN(Number(found)) ? found : Number(found ?? Number.NaN));
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
