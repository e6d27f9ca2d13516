import { isObject } from "../settings/setting";

/** The schema of a field of a request's body. */
export interface Field {
	readonly type: "String" | "Integer" | "Boolean" | "Object" | "Array";
	readonly required?: true;
	/** Called only with a value of the right type. */
	readonly accepts?: (value: never) => boolean;
	/** The fields of an object. Default: any fields. */
	readonly fields?: Fields;
	/** The schema of the items of an array. */
	readonly items?: Field;
	/** The schema of the values of an object with arbitrary keys. */
	readonly values?: Field;
}

export type Fields = Readonly<Record<string, Field>>;

export type Problem = "missing" | "type" | "value" | "unknown";

/** A violation of the schema by one field of a body. */
export interface Violation {
	readonly problem: Problem;
	/** The field's own name, without the path. */
	readonly name: string;
	readonly type: Field["type"];
}

/**
 * Finds all violations of an object. An optional field that is null counts as omitted, as in the documents' defaults.
 */
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
