import { type Properties, UNKNOWN } from "../lifecycle/contract";
import { type Field, type Fields, type ListField, object } from "./fields";
import type { Path } from "./unknown";
import type { Violation } from "./violation";

/** What travels with the inputs of every kind. */
export const hiddenFields: Fields = {
	identity: { type: "string", expected: "an identity" },
	timeouts: object(
		Object.fromEntries(["create", "read", "update", "delete"].map((name) => [name, { type: "any", optional: true }])),
		{ optional: true },
	),
};

/** What fields say of each value by itself. */
export function findFieldViolations(fields: Fields, values: object): Iterable<Violation> {
	return findInObject(fields, values, []);
}

function* findInObject(fields: Fields, value: object, path: Path): Iterable<Violation> {
	for (const [name, field] of Object.entries(fields)) {
		const part: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
		yield* findViolations(field, part, [...path, name]);
	}
	const known = Object.keys(fields);
	for (const name of Object.keys(value).filter((name) => !known.includes(name))) {
		// Left out is left out, whatever it is called.
		if ((value as Record<string, unknown>)[name] === undefined) continue;
		yield { path: [...path, name.slice(0, 100)], unknownAmong: known };
	}
}

function* findViolations(field: Field, value: unknown, path: Path): Iterable<Violation> {
	if (value === UNKNOWN || (value === undefined && field.optional)) return;
	if (!fits(field, value)) {
		const isWord = field.type === "string" && field.values !== undefined;
		const pattern = field.type === "string" ? field.pattern : undefined;
		yield {
			path,
			expected: describeExpected(field, value),
			isWord,
			...(pattern && { fits: (text) => pattern.test(text) }),
		};
	} else if (field.type === "object") {
		yield* findInObject(field.fields, value as object, path);
	} else if (field.type === "map") {
		const text: Field = { type: "string", pattern: /^/, expected: "text" };
		for (const [name, part] of Object.entries(value as object)) yield* findViolations(text, part, [...path, name]);
	} else if (field.type === "list") {
		const items = value as unknown[];
		if (isOfWrongLength(field, items)) yield { path, expected: field.expectedCount ?? "a list of at least one" };
		for (const [index, item] of items.entries()) yield* findViolations(field.item, item, [...path, index]);
	}
}

function isOfWrongLength({ min = 0, max = Infinity }: ListField, { length }: readonly unknown[]): boolean {
	return length < min || length > max;
}

/** Whether a value is of the field's form; what is inside it is another question. */
function fits(field: Field, value: unknown): boolean {
	if (!hasType(field, value)) return false;
	if (field.type === "integer") {
		const { min = -Infinity, max = Infinity, also } = field;
		return value === also || (Number(value) >= min && Number(value) <= max);
	}
	return field.type !== "string" || field.values !== undefined || (field.pattern ?? /[^]/).test(String(value));
}

/** Whether a value is of the field's type and one of its words, whatever its limits are. */
function hasType(field: Field, value: unknown): boolean {
	switch (field.type) {
		case "any":
			return true;
		case "nothing":
			return value === undefined;
		case "boolean":
			return typeof value === "boolean";
		case "integer":
			return Number.isSafeInteger(value);
		case "list":
			return Array.isArray(value);
		case "map":
		case "object":
			return value !== null && typeof value === "object" && !Array.isArray(value);
		case "string":
			if (typeof value !== "string" || field.values === undefined) return typeof value === "string";
			return listSpellings(field.values, field.anyCase).includes(field.anyCase ? value.toUpperCase() : value);
	}
}

/** Whether a value has types and words that a program can declare, in all its parts; limits are another question. */
export function isDeclarable(field: Field, value: unknown): boolean {
	if (value === undefined) return true;
	if (!hasType(field, value)) return false;
	if (field.type === "list") return (value as unknown[]).every((item) => isDeclarable(field.item, item));
	if (field.type !== "object") return true;
	return Object.entries(field.fields).every(([name, part]) => isDeclarable(part, (value as Properties)[name]));
}

function listSpellings(values: readonly string[], anyCase = false): readonly string[] {
	return anyCase ? values.map((value) => value.toUpperCase()) : values;
}

/** What a field expects, where it got a value or `undefined`, to complete "expected …, got …". */
export function describeExpected(field: Field, got: unknown): string {
	if (got === undefined && field.expectedIfMissing !== undefined) return field.expectedIfMissing;
	const instead = field.type === "string" && typeof got === "string" ? field.insteadOf?.[got] : undefined;
	if (instead !== undefined) return instead;
	if (field.expected !== undefined) return field.expected;
	switch (field.type) {
		case "any":
			return "anything";
		case "nothing":
			return "nothing";
		case "boolean":
			return "true or false";
		case "integer":
			return `a whole number from ${field.min} to ${field.max}${field.unit === undefined ? "" : ` (${field.unit})`}`;
		case "list":
			return "a list";
		case "map":
			return "an object of texts";
		case "object":
			return "an object";
		case "string":
			return field.values
				? `one of ${field.values.map((value) => JSON.stringify(value)).join(", ")}`
				: "text that is not empty";
	}
}
