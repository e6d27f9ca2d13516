import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./kinds";

/** What docs/reference/api-mapping.md says of one property of one kind. */
export interface Mapping {
	readonly kind: string;
	/** `Request`, `Answer`, or empty for what is no field of the API. */
	readonly part: string;
	readonly property: string;
	/** `spec.auto_stop`. */
	readonly field: string;
	readonly change: string;
}

/** Every row of a table there, by the kind that its section begins with. */
export function readMappings(): Mapping[] {
	const text = readFileSync(join(repository, "docs", "reference", "api-mapping.md"), "utf8");
	return text.split(/^## /m).flatMap((section) => {
		const [, kind] = /^[^\n]*\n\n`(\w+)`;/.exec(section) ?? [];
		return kind === undefined ? [] : readSection(kind, section);
	});
}

function readSection(kind: string, section: string): Mapping[] {
	let part = "";
	return section.split("\n").flatMap((line) => {
		if (line.startsWith("### ")) part = line.slice(4);
		const [, field, property, , change] = line.startsWith("| `") ? line.split("|").map((cell) => cell.trim()) : [];
		if (!field || !property || !change) return [];
		return readCode(property).map((one) => ({ kind, part, property: one, field: readCode(field)[0] ?? "", change }));
	});
}

function readCode(cell: string): string[] {
	return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}
