import type { Import } from "./import-entry";

/**
 * Formats a TypeScript program that declares the imported objects.
 *
 * @param adopt with the input `adopt`: the program adopts the objects itself, without an import
 */
export function formatProgram(imports: readonly Import[], adopt = false): string {
	const classes = [...new Set(imports.map(({ kind }) => kind.name))].sort();
	const usedNames = new Set<string>(classes);
	const declarations = imports.map((one) => formatDeclaration(one, nameVariable(one.name, usedNames), adopt));
	return [`import { ${classes.join(", ")} } from "pulumi-modelarts";`, ...declarations].join("\n\n");
}

function formatDeclaration(one: Import, variable: string, adopt: boolean): string {
	const { kind, id, name, parent, provider, declared, secrets } = one;
	const notes = [
		...(parent === undefined ? [] : [`// With the option \`parent\`: ${parent}`]),
		...(secrets.length === 0 ? [] : [`// Secret, to be added to the program: ${secrets.join(", ")}`]),
		...(provider === undefined ? [] : [`// With the option \`provider\`: ${provider}`]),
	];
	const inputs = adopt ? { ...declared, adopt: id } : declared;
	const code = `const ${variable} = new ${kind.name}(${JSON.stringify(name)}, ${formatValue(inputs, "")});`;
	return [...notes, code].join("\n");
}

/** A JavaScript name for a logical one: `my-lab 2` becomes `myLab2`. */
export function nameVariable(name: string, usedNames: Set<string>): string {
	const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
	const joined = words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
	const base = /^[A-Za-z]/.test(joined) && !RESERVED.test(joined) ? joined : `resource${joined}`;
	let variable = base;
	for (let count = 2; usedNames.has(variable); count++) variable = `${base}_${count}`;
	usedNames.add(variable);
	return variable;
}

const RESERVED =
	/^(await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

/** A JSON value as a TypeScript literal. */
function formatValue(value: unknown, indent: string): string {
	if (Array.isArray(value)) {
		const items: unknown[] = value;
		return `[${items.map((item) => formatValue(item, indent)).join(", ")}]`;
	}
	if (value === null || typeof value !== "object") return JSON.stringify(value);

	const deeper = `${indent}\t`;
	const entries = Object.entries(value).map(([key, part]) => {
		const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
		return `${deeper}${name}: ${formatValue(part, deeper)},`;
	});
	return entries.length === 0 ? "{}" : `{\n${entries.join("\n")}\n${indent}}`;
}
