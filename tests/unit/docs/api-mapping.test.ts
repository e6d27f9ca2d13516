import { type KindName, kindNames, kinds } from "../../../provider/resources";
import { listPolicies } from "../../../tools/docs/kinds";
import { documented } from "./documented-fields";
import { readCode, readMappingPage, readPropertyNames, type Row } from "./mapping-page";

const rows = readMappingPage();

function findRows(section: string, part: string, field: string): Row[] {
	return rows.filter((row) => row.section === section && row.part === part && row.cells[0] === `\`${field}\``);
}

test.each(documented.flatMap(({ document, section, request }) => request.map((field) => [document, field, section])))(
	"of document %s, the request's %s is mapped once",
	(_document, field, section) => {
		expect(findRows(String(section), "Request", String(field))).toHaveLength(1);
	},
);

test.each(
	documented.flatMap(({ document, answerSection, answer }) => answer.map((field) => [document, field, answerSection])),
)("of document %s, the answer's %s is mapped once", (_document, field, section) => {
	expect(findRows(String(section), "Answer", String(field))).toHaveLength(1);
});

const ours = "Inputs that are no fields of the API";
const between = "From NotebookInstance to Notebook";
const fields = rows.filter(({ section }) => section !== ours && section !== between);

test("every property that the page takes from one kind of notebook to the other exists there", () => {
	const [before, after] = (["NotebookInstance", "Notebook"] as const).map(readPropertyNames);
	const pairs = rows.filter(({ section, cells }) => section === between && cells[0] !== "`NotebookInstance`");
	const named = (cell = "") => readCode(cell).flatMap((code) => code.match(/\b[a-z]\w*(?=\W*)/g) ?? []);
	const values = ["evs", "obs", "obsfs", "type", "path", "id"];
	expect(pairs.length).toBeGreaterThan(10);
	for (const { cells } of pairs) {
		expect(named(cells[0]).filter((name) => !values.includes(name) && !before?.has(name))).toEqual([]);
		expect(named(cells[1]).filter((name) => !values.includes(name) && !after?.has(name))).toEqual([]);
	}
});

test("every field says what a change of it does, or why it is not offered", () => {
	const costs = /^(in place|replaces|output|drift: |not offered: |more, fewer|in the error's message|its parts follow)/;
	expect(fields.filter(({ cells }) => !costs.test(cells[3] ?? ""))).toEqual([]);
	expect(
		fields.filter(({ cells }) => cells[1] === "–" && /^(in place|replaces|output|drift)/.test(cells[3] ?? "")),
	).toEqual([]);
});

/** The sections about the inputs of each kind. */
const sections: Record<KindName, readonly string[]> = {
	NotebookInstance: ["Update a development environment instance", "Create a development environment instance"],
	Notebook: ["Create a notebook"],
	NotebookImage: ["Save a notebook as an image"],
	CloudImage: ["Create an image"],
	CustomImage: ["Register a custom image"],
};

/** The rows about one kind: its sections, and what of ours it has. */
function rowsOf(kind: KindName): Row[] {
	const own = sections[kind];
	return rows.filter(({ section, cells }) =>
		section === ours ? /^all/.test(cells[1] ?? "") || readCode(cells[1]).includes(kind) : own.includes(section),
	);
}

/** Where a row names properties: the second cell, among ours the first. */
const propertiesIn = ({ section, cells }: Row) => readCode(section === ours ? cells[0] : cells[1]);

test.each(kindNames.flatMap((kind) => kinds[kind].handler.inputNames.map((name) => [kind, name] as const)))(
	"%s's input %s is on the page",
	(kind, name) => {
		expect(rowsOf(kind).flatMap(propertiesIn)).toContain(name);
	},
);

test.each(kindNames.map((kind) => [kind]))("every property of %s on the page exists", (kind) => {
	const known = readPropertyNames(kind);
	const named = rowsOf(kind).flatMap(propertiesIn);
	const steps = named.flatMap((path) => path.replaceAll("[]", "").split("."));
	expect(steps.filter((name) => !known.has(name))).toEqual([]);
});

const words: Record<string, RegExp> = {
	replace: /^(more, fewer or others: )?replaces/,
	update: /^in place/,
	system: /^in place/,
	nothing: /^nothing/,
};

test.each(kindNames.map((kind) => [kind]))("what a change of %s's inputs does is what the page says", (kind) => {
	const changes = listPolicies(kinds[kind].definition);
	const requests = rowsOf(kind).filter(({ section, part }) => section === ours || part === "Request");
	for (const row of requests) {
		for (const name of propertiesIn(row)) {
			const cost = words[changes[name] ?? ""];
			if (cost) expect([name, row.cells.at(-1)]).toEqual([name, expect.stringMatching(cost)]);
		}
	}
});
