import type { Program, Value } from "./read-program";

/** As a program in Python. */
export function writePython({ resources, exports }: Program): string {
	const declared = resources.map(({ variable, kind, name, inputs }) => {
		const given = inputs.entries.map(([input, value]) => `    ${toSnakeCase(input)}=${write(value, "    ")},\n`);
		return `${variable} = modelarts.${kind}(\n    ${JSON.stringify(name)},\n${given.join("")})\n`;
	});
	const exported = exports.map(({ name, value }) => `pulumi.export(${JSON.stringify(name)}, ${write(value, "")})\n`);
	const imports = "import pulumi\nimport pulumi_modelarts as modelarts\n";
	return [imports, ...declared, exported.join("")].filter(Boolean).join("\n");
}

function write(value: Value, indent: string): string {
	if (typeof value === "boolean") return value ? "True" : "False";
	if (typeof value !== "object") return JSON.stringify(value);
	if ("of" in value) return `${value.of}.${toSnakeCase(value.property)}`;
	if ("items" in value) return `[${value.items.map((item) => write(item, indent)).join(", ")}]`;
	const inner = `${indent}    `;
	const lines = value.entries.map(
		([name, part]) => `${inner}${JSON.stringify(toSnakeCase(name))}: ${write(part, inner)},\n`,
	);
	return `{\n${lines.join("")}${indent}}`;
}

function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
