import { stringify } from "yaml";
import { toToken } from "../named-types";
import type { Program, Value } from "./read-program";

/** As a program in Pulumi YAML. */
export function writeYaml({ resources, exports }: Program): string {
	const declared = resources.map(({ variable, kind, name, inputs }) => {
		const type = toToken(kind).replace(":index:", ":");
		return [variable, { type, ...(name !== variable && { name }), properties: toPlain(inputs) }] as const;
	});
	const outputs = exports.map(({ name, value }) => [name, toPlain(value)] as const);
	return stringify({ resources: Object.fromEntries(declared), outputs: Object.fromEntries(outputs) }, { lineWidth: 0 });
}

type Plain = string | number | boolean | Plain[] | { [name: string]: Plain };

function toPlain(value: Value): Plain {
	if (typeof value !== "object") return value;
	if ("items" in value) return value.items.map(toPlain);
	if ("entries" in value)
		return Object.fromEntries(value.entries.map(([name, part]) => [name, toPlain(part)] as const));
	return `\${${value.of}.${value.property}}`;
}
