import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "../../..");

export interface Row {
	/** The heading of level two that it is under. */
	readonly section: string;
	/** The heading of level three, where there is one. */
	readonly part: string;
	readonly cells: readonly string[];
}

/** All rows of the tables of the mapping page. */
export function readMappingPage(): Row[] {
	const rows: Row[] = [];
	let section = "";
	let part = "";
	for (const line of readFileSync(join(repository, "docs/reference/api-mapping.md"), "utf8").split("\n")) {
		if (line.startsWith("## ")) [section, part] = [line.slice(3), ""];
		if (line.startsWith("### ")) part = line.slice(4);
		if (!line.startsWith("| ") || /^\| (-|Field|Property)/.test(line)) continue;
		const cells = line.split("|").slice(1, -1);
		rows.push({ section, part, cells: cells.map((cell) => cell.trim()) });
	}

	return rows;
}

/** What is written as code in a cell. */
export function readCode(cell = ""): string[] {
	return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

/** Every name that the properties of a kind have, at any depth. */
export function readPropertyNames(folder: string): Set<string> {
	const own = `provider/resources/${folder}/${existsSync(join(repository, `provider/resources/${folder}/definition.ts`)) ? "definition" : "properties"}.ts`;
	const files = [
		own,
		"provider/resources/registered-image/outputs.ts",
		"provider/definition/definition.ts",

		"provider/resources/registered-image/reported.ts",
		"provider/lifecycle/contract.ts",
	];
	const text = files.map((file) => readFileSync(join(repository, file), "utf8")).join("\n");
	const code = text.replace(/\/\*[^]*?\*\//g, "");
	return new Set(["id", ...[...code.matchAll(/\b(\w+)\??:/g)].map(([, name = ""]) => name)]);
}
