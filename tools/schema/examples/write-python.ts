import type { PackageSchema, Properties, TypeSpec } from "../document";
import { toToken } from "../named-types";
import { findType } from "./find-type";
import type { Program, Value } from "./read-program";

/** As a program in Python. */
export function writePython({ resources, exports }: Program, schema: PackageSchema): string {
	const declared = resources.map(({ variable, kind, name, inputs }) => {
		const { inputProperties = {} } = schema.resources[toToken(kind)] ?? {};
		const given = inputs.entries.map(
			([input, value]) => `    ${toSnakeCase(input)}=${write(value, inputProperties[input], schema, "    ")},\n`,
		);
		return `${variable} = modelarts.${kind}(\n    ${JSON.stringify(name)},\n${given.join("")})\n`;
	});
	const exported = exports.map(
		({ name, value }) => `pulumi.export(${JSON.stringify(name)}, ${write(value, undefined, schema, "")})\n`,
	);
	const imports = "import pulumi\nimport pulumi_modelarts as modelarts\n";
	return [imports, ...declared, exported.join("")].filter(Boolean).join("\n");
}

function write(value: Value, type: TypeSpec = {}, schema: PackageSchema, indent: string): string {
	if (typeof value === "boolean") return value ? "True" : "False";
	if (typeof value !== "object") return JSON.stringify(value);
	if ("of" in value) return `${value.of}.${toSnakeCase(value.property)}`;
	if ("items" in value) return `[${value.items.map((item) => write(item, type.items, schema, indent)).join(", ")}]`;
	// The keys of a map are the user's.
	const named = findType(type, schema)?.type;
	const properties: Properties | undefined = named?.type === "object" ? named.properties : undefined;
	const inner = `${indent}    `;
	const lines = value.entries.map(([name, part]) => {
		const key = properties ? toSnakeCase(name) : name;
		return `${inner}${JSON.stringify(key)}: ${write(part, properties?.[name], schema, inner)},\n`;
	});
	return `{\n${lines.join("")}${indent}}`;
}

function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
