import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fields } from "../../../provider/definition/fields";
import { type KindName, kinds } from "../../../provider/resources";

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
export function readPropertyNames(kind: KindName): Set<string> {
	const { inputs, outputs } = kinds[kind].definition;
	return new Set(["id", ...listNames(inputs), ...listNames(outputs), ...HIDDEN]);
}

/** What the state has of every kind. */
const HIDDEN = ["identity", "timeouts", "inherited", "unfinished", "unfinishedInputs"];

function listNames(fields: Fields): string[] {
	return Object.entries(fields).flatMap(([name, field]) => {
		const part = field.type === "list" ? field.item : field;
		return [name, ...(part.type === "object" ? listNames(part.fields) : [])];
	});
}
