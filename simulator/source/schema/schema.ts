import { isObject } from "../settings/setting";

/** What a field of a request's body must look like. */
export interface Field {
	readonly type: "String" | "Integer" | "Boolean" | "Object" | "Array";
	readonly required?: true;
	/** Checked once the type is right. */
	readonly accepts?: (value: never) => boolean;
	/** Of an object: its fields. Without them any are allowed. */
	readonly fields?: Fields;
	/** Of an array. */
	readonly items?: Field;
	/** Of an object with open names: what each value must be. */
	readonly values?: Field;
}

export type Fields = Readonly<Record<string, Field>>;

export type Problem = "missing" | "type" | "value" | "unknown";

/** Something wrong with a body: which field, and in which way. */
export interface Violation {
	readonly problem: Problem;
	/** The field's own name, without those around it. */
	readonly name: string;
	readonly type: Field["type"];
}

/** Everything wrong with an object. An optional field that is null counts as left out, as the documents' defaults do. */
export function findViolations(body: Readonly<Record<string, unknown>>, fields: Fields): Violation[] {
	const violations = Object.entries(fields).flatMap(([name, field]) => checkField(name, body[name], field));
	const unknown = Object.keys(body).filter((name) => !Object.hasOwn(fields, name));
	return [...violations, ...unknown.map((name) => ({ problem: "unknown", name, type: "Object" }) as const)];
}

function checkField(name: string, value: unknown, field: Field): Violation[] {
	const { type } = field;
	if (value === undefined || value === null) return field.required ? [{ problem: "missing", name, type }] : [];
	if (!hasType(value, type)) return [{ problem: "type", name, type }];
	if (field.accepts && !field.accepts(value as never)) return [{ problem: "value", name, type }];
	if (isObject(value)) {
		if (field.fields) return findViolations(value, field.fields);
		const each = field.values;
		return each ? Object.entries(value).flatMap(([key, part]) => checkField(key, part, each)) : [];
	}
	const item = field.items;
	return item && Array.isArray(value)
		? value.flatMap((part) => checkField(name, part, { ...item, required: true }))
		: [];
}

function hasType(value: unknown, type: Field["type"]): boolean {
	switch (type) {
		case "String":
			return typeof value === "string";
		case "Integer":
			return Number.isInteger(value);
		case "Boolean":
			return typeof value === "boolean";
		case "Object":
			return isObject(value);
		case "Array":
			return Array.isArray(value);
	}
}
