import type { PackageSchema, Properties, TypeSpec } from "../document";
import { toToken } from "../named-types";
import { findType } from "./find-type";
import type { Program, Value } from "./read-program";

/** As a program in Go, as `gofmt` has it but for the alignment of values. */
export function writeGo({ resources, exports }: Program, schema: PackageSchema): string {
	const used = new Set(
		[...resources.map(({ inputs }) => inputs), ...exports.map(({ value }) => value)].flatMap(listVariables),
	);
	const declared = resources.map(({ variable, kind, name, inputs }) => {
		const { inputProperties = {} } = schema.resources[toToken(kind)] ?? {};
		const args = writeObject(inputs.entries, `&modelarts.${kind}Args`, inputProperties, schema, "\t\t");
		const made = `modelarts.New${kind}(ctx, ${JSON.stringify(name)}, ${args})`;
		return (
			(used.has(variable)
				? `\t\t${variable}, err := ${made}\n\t\tif err != nil {\n`
				: `\t\tif _, err := ${made}; err != nil {\n`) + "\t\t\treturn err\n\t\t}\n"
		);
	});
	const exported = exports.map(
		({ name, value }) => `\t\tctx.Export(${JSON.stringify(name)}, ${writeConstant(value)})\n`,
	);
	return (
		'package main\n\nimport (\n\t"pulumi-modelarts/sdk/go/modelarts"\n\n' +
		'\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"\n)\n\nfunc main() {\n' +
		`\tpulumi.Run(func(ctx *pulumi.Context) error {\n${[...declared, ...exported].join("")}\t\treturn nil\n\t})\n}\n`
	);
}

type Entries = readonly (readonly [name: string, value: Value])[];

function writeObject(entries: Entries, type: string, properties: Properties, schema: PackageSchema, indent: string) {
	const lines = entries.map(([name, value]) => {
		const property = properties[name];
		if (!property) throw new Error(`An example has an input that the schema does not know: ${name}`);
		return `${indent}\t${toUpperFirst(name)}: ${write(value, property, schema, `${indent}\t`)},\n`;
	});
	return `${type}{\n${lines.join("")}${indent}}`;
}

function write(value: Value, type: TypeSpec, schema: PackageSchema, indent: string): string {
	if (typeof value === "object" && "of" in value) return writeConstant(value);
	const named = findType(type, schema);
	if (typeof value === "object" && "items" in value) {
		const item = type.items ?? {};
		const items = value.items.map((one) => write(one, item, schema, indent));
		return `${arrayOf(item, schema)}{${items.join(", ")}}`;
	}
	if (typeof value === "object") {
		if (named?.type.type === "object")
			return writeObject(value.entries, `modelarts.${named.name}Args`, named.type.properties, schema, indent);
		const lines = value.entries.map(([key, one]) => `${indent}\t${JSON.stringify(key)}: ${writeConstant(one)},\n`);
		return `pulumi.StringMap{\n${lines.join("")}${indent}}`;
	}
	if (named) return `modelarts.${named.name}(${JSON.stringify(value)})`;
	return type.type === "number" ? `pulumi.Float64(${String(value)})` : writeConstant(value);
}

/** `pulumi.StringArray`, or the array of a type of ours. */
function arrayOf(item: TypeSpec, schema: PackageSchema): string {
	const named = findType(item, schema);
	return named ? `modelarts.${named.name}Array` : "pulumi.StringArray";
}

function writeConstant(value: Value): string {
	if (typeof value === "string") return `pulumi.String(${JSON.stringify(value)})`;
	if (typeof value === "number") return `pulumi.Int(${value})`;
	if (typeof value === "boolean") return `pulumi.Bool(${value})`;
	if ("of" in value) return `${value.of}.${value.property === "id" ? "ID()" : toUpperFirst(value.property)}`;
	throw new Error("An example exports something that is no property of a resource.");
}

function listVariables(value: Value): string[] {
	if (typeof value !== "object") return [];
	if ("of" in value) return [value.of];
	return ("items" in value ? value.items : value.entries.map(([, part]) => part)).flatMap(listVariables);
}

function toUpperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
