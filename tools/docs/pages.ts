import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeCodeTable, writeNetworkTable, writePlainCodeTable, writeStatusTable } from "./error-tables";
import { writeEnumConstants } from "../schema/enum-constants";
import { makePackageSchema, type Manifest, writePackageSchema } from "../schema/package-schema";
import { findKinds, repository } from "./kinds";
import { writeLookups } from "./lookup-page";
import { readMappings } from "./mapping";
import { readProperties } from "./properties";
import { writeResourcePage } from "./resource-page";
import { writeSettingTable } from "./settings";

/** Every page that is made from the code, or partly so: where it is, and what has to be in it, not yet formatted. */
export function makePages(): [path: string, text: string][] {
	const kinds = findKinds();
	const mappings = readMappings();
	const pages = kinds.map((kind): [string, string] => [
		`docs/reference/resources/${kind.folder}.md`,
		writeResourcePage(kind, readProperties(kind, kinds), mappings),
	]);
	pages.push(...Object.entries(PARTS).map(([path, parts]): [string, string] => [path, fillParts(path, parts)]));
	const schema = makePackageSchema(readManifest());
	pages.push(["schema.json", writePackageSchema(schema)]);
	pages.push(["provider/native-enums.ts", writeEnumConstants(schema)]);
	return pages;
}

function readManifest(): Manifest {
	return JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest;
}

/** Pages that are written by hand except for what is between two comments, `<!-- made: codes -->` and `<!-- end -->`. */
const PARTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
	"docs/README.md": { reference: writeReferenceList, decisions: writeDecisionList },
	"docs/reference/errors.md": {
		network: writeNetworkTable,
		codes: writeCodeTable,
		statuses: writeStatusTable,
		"plain codes": writePlainCodeTable,
	},
	"docs/reference/configuration.md": { settings: writeSettingTable },
	"docs/reference/look-ups.md": { "look-ups": () => writeLookups(findKinds()) },
};

function writeReferenceList(): string {
	return findKinds()
		.map(({ name, folder }) => `- [${name}](reference/resources/${folder}.md)`)
		.join("\n");
}

function writeDecisionList(): string {
	return readdirSync(join(repository, "docs", "decisions"))
		.sort()
		.map((file) => {
			const [, title = ""] = /^# (.*)$/m.exec(readFileSync(join(repository, "docs", "decisions", file), "utf8")) ?? [];
			return `- [${title}](decisions/${file})`;
		})
		.join("\n");
}

function fillParts(path: string, parts: Readonly<Record<string, () => string>>): string {
	const text = readFileSync(join(repository, path), "utf8");
	return Object.entries(parts).reduce((page, [name, write]) => {
		const [begin, end] = [`<!-- made: ${name} -->`, "<!-- end -->"];
		const [before, rest] = page.split(begin);
		if (before === undefined || rest === undefined) throw new Error(`${path} has no place for ${name}.`);
		return [before, begin, "\n\n", write(), "\n\n", rest.slice(rest.indexOf(end))].join("");
	}, text);
}
