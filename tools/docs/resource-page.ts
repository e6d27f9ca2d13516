import type { Kind } from "./kinds";
import type { Mapping } from "./mapping";
import type { DocumentedKind, DocumentedProperty } from "./properties";
import { writeRows } from "./rows";

/** The reference page of one kind, in Markdown. */
export function writeResourcePage(kind: Kind, documented: DocumentedKind, mappings: readonly Mapping[]): string {
	const own = mappings.filter((mapping) => mapping.kind === kind.name);
	return [
		"<!-- Made by `npm run docs` from the types, the schema and api-mapping.md. Do not edit. -->",
		`# ${kind.name}`,
		documented.text,
		documented.example,
		writeFacts(kind),
		"## Inputs",
		...writeInputs(kind, documented.inputs, own),
		"## Outputs",
		"Every input is an output too, unchanged, and:",
		writeOutputs(documented.outputs, own),
	].join("\n\n");
}

function writeFacts({ type, definition }: Kind): string {
	const minutes = (seconds: number) => `${seconds / 60} min`;
	const { create, update, delete: remove, read } = definition.timeouts;
	return [
		`- Type token: \`pulumi-nodejs:dynamic/${type}\``,
		`- Timeouts (option \`customTimeouts\`): create ${minutes(create)}, update ${minutes(update)}, delete ${minutes(remove)}, read ${minutes(read)}`,
		"- Fields of the API, one by one: [api-mapping.md](../api-mapping.md); settings: [configuration.md](../configuration.md); when something goes wrong: [errors.md](../errors.md)",
	].join("\n");
}

/** Each source gets a heading; what does not depend on the source comes first. */
function writeInputs(kind: Kind, inputs: readonly DocumentedProperty[], mappings: readonly Mapping[]): string[] {
	const groups = groupInputs(inputs);
	return groups.flatMap(([, group], index) => [
		...(index > 0 && group[0] ? [`### ${group[0].ownerText.replace(/\.$/, "")}`] : []),
		formatTable(kind, group, mappings),
		...group.map((property) => writeInput(kind, property, mappings)),
	]);
}

/** By the source of the top-level property that they belong to, in the order of the file. */
function groupInputs(inputs: readonly DocumentedProperty[]): [string, DocumentedProperty[]][] {
	const groups = new Map<string, DocumentedProperty[]>();
	let owner = "";
	for (const property of inputs) {
		if (!property.path.includes(".")) owner = property.owner;
		groups.set(owner, [...(groups.get(owner) ?? []), property]);
	}
	return [...groups];
}

function formatTable(kind: Kind, group: readonly DocumentedProperty[], mappings: readonly Mapping[]): string {
	const rows = group.map((property) => [
		code(property.path),
		property.optional ? "" : "yes",
		tellChange(kind, property, mappings),
		listFields(property, mappings, "Request"),
	]);
	return writeRows(["Input", "Required", "A change", "Field of the API"], rows);
}

function writeInput(kind: Kind, property: DocumentedProperty, mappings: readonly Mapping[]): string {
	const { expected } = property;
	const facts = [
		code(property.type),
		property.optional ? "optional" : "required",
		...(property.standard === undefined ? [] : [`default: ${showDefault(property.standard)}`]),
		`a change: ${tellChange(kind, property, mappings)}`,
	];
	const isNews = !isInType(expected, property) && !property.text.includes(expected);
	return [`**${code(property.path)}**: ${facts.join("; ")}`, property.text, isNews && `Checked: ${expected}.`]
		.filter(Boolean)
		.join("\n\n");
}

/** What the type says already. Of the words of a list it may say more: for one source they are fewer than for another. */
function isInType(expected: string, { type }: DocumentedProperty): boolean {
	return UNSAID.includes(expected) || (expected.startsWith('one of "') && type.startsWith('"'));
}

const UNSAID = ["text that is not empty", "text", "true or false", "an object", "an object of texts"];

function writeOutputs(outputs: readonly DocumentedProperty[], mappings: readonly Mapping[]): string {
	const rows = outputs.map((property) => [
		code(property.path),
		code(property.type),
		property.text.replace(/\s*\n\s*/g, " "),
		listFields(property, mappings, "Answer"),
	]);
	return writeRows(["Output", "Type", "What it is", "Field of the API"], rows);
}

const COSTS: Readonly<Record<string, string>> = {
	replace: "replaces",
	update: "in place",
	system: "in place; replaces where there are data images only",
	nothing: "changes nothing in the cloud",
};

/** What the mapping says of this very property, else what the code says of the input that it is part of. */
function tellChange({ changes }: Kind, { path }: DocumentedProperty, mappings: readonly Mapping[]): string {
	const exact = mappings.find(({ property, part }) => property === path && part === "Request");
	const [top = ""] = path.split(/[.[]/);
	return exact?.change ?? COSTS[changes[top] ?? ""] ?? "";
}

function listFields({ path }: DocumentedProperty, mappings: readonly Mapping[], part: string): string {
	const found = mappings.filter((mapping) => mapping.property === path && mapping.part === part);
	return [...new Set(found.map(({ field }) => field))].map(code).join(", ");
}

/** Values as code, sentences as they are. */
function showDefault(text: string): string {
	return /^("|\[|\{|-?\d+$|true$|false$)/.test(text) ? code(text) : text;
}

function code(text: string): string {
	return `\`${text}\``;
}
