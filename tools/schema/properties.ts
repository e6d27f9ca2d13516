import type { ChangePolicy, Field, Fields } from "../../provider/definition/fields";
import type { EnumType, Properties, Property, TypeSpec } from "./document";
import type { NamedTypes } from "./named-types";

/** What fields are described with, besides what they say themselves. */
export interface Description {
	/** Of the property at a path such as `dataImages[].name`. */
	readonly describe: (path: string) => string | undefined;
	readonly types: NamedTypes;
	/** Names that are secret whatever they are made of. */
	readonly secret?: readonly string[];
}

/** Where a field is, and the policy of the whole that it is a part of; outputs have none. */
interface Place {
	/** Of its type: `["Notebook", "volume"]`. */
	readonly names: readonly string[];
	/** In the documentation: `volume.`. */
	readonly prefix: string;
	readonly inherited?: ChangePolicy;
}

/** Larger whole numbers do not fit into the integers of every language. */
const MAX_INTEGER = 2 ** 31 - 1;

/** The fields as properties of a resource or of an object. */
export function toProperties(fields: Fields, place: Place, description: Description): Properties {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, toProperty(name, field, place, description)] as const),
	);
}

function toProperty(name: string, field: Field, place: Place, description: Description): Property {
	const { names, prefix, inherited } = place;
	const policy = inherited && (typeof field.onChange === "function" ? "update" : (field.onChange ?? inherited));
	const text = description.describe(`${prefix}${name}`);
	const inner = { names: [...names, name], prefix: `${prefix}${name}`, ...(policy && { inherited: policy }) };
	return {
		...toType(field, inner, description),
		...(text && { description: text }),
		...(description.secret?.includes(`${prefix}${name}`) && { secret: true }),
		...(policy === "replace" && !isPartlyUpdated(field, policy) && { willReplaceOnChanges: true }),
	};
}

/** Names of the fields that are always there. */
export function listRequired(fields: Fields): string[] {
	return Object.keys(fields).filter((name) => !fields[name]?.optional);
}

/** What the service assumes where nothing is given is no `default`: SDKs would send it. */
function toType(field: Field, place: Place, description: Description): TypeSpec {
	const { names, prefix } = place;
	switch (field.type) {
		case "any":
		case "nothing":
			return { $ref: "pulumi.json#/Any" };
		case "boolean":
			return { type: "boolean" };
		case "integer":
			return { type: (field.max ?? Infinity) > MAX_INTEGER ? "number" : "integer" };
		case "map":
			return { type: "object", additionalProperties: { type: "string" } };
		case "list": {
			const item = { ...place, names: toSingular(names), prefix: `${prefix}[]` };
			return { type: "array", items: toType(field.item, item, description) };
		}
		case "object": {
			const properties = toProperties(field.fields, { ...place, prefix: `${prefix}.` }, description);
			const required = listRequired(field.fields);
			return { $ref: description.types.add(names, { type: "object", properties, required }) };
		}
		case "string": {
			if (!field.values) return { type: "string" };
			const reference = { $ref: description.types.add(names, toEnum(field.values)) };
			// Other spellings of the same word are right as well.
			return field.anyCase ? { oneOf: [{ type: "string" }, reference] } : reference;
		}
	}
}

function toEnum(values: readonly string[]): EnumType {
	return { type: "string", enum: values.map((value) => ({ name: toEnumName(value), value })) };
}

/** `AiFlow` for `AI_FLOW`, of which generators make the name that is usual in their language. */
function toEnumName(value: string): string {
	const words = /^[A-Z][A-Z0-9]*(_[A-Z][A-Z0-9]*)*$/.test(value) ? value.toLowerCase().split("_") : [value];
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function toSingular(names: readonly string[]): readonly string[] {
	const last = names.at(-1) ?? "";
	return [...names.slice(0, -1), last.replace(/s$/, "")];
}

/** Whether a part of it changes in place although the whole makes another object. */
function isPartlyUpdated(field: Field, inherited: ChangePolicy): boolean {
	const whole = field.type === "list" ? field.item : field;
	if (whole.type !== "object") return false;
	return Object.values(whole.fields).some((part) => {
		const { onChange = inherited } = part;
		return onChange !== "replace" || isPartlyUpdated(part, inherited);
	});
}
