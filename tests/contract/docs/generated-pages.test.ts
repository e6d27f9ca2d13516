import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { remediationRules } from "../../../provider/services/http/remediation";
import { expandCodes } from "../../../tools/docs/codes";
import { findExpectation } from "./expectations";
import { findKinds, repository } from "../../../tools/docs/kinds";
import { readProperties } from "../../../tools/docs/properties";
import { node, run } from "../tools/fake-machine";

const kinds = findKinds();
const read = (path: string) => readFileSync(join(repository, path), "utf8");

test("generated pages are up to date; if not: npm run docs", async () => {
	const { code, stdout, stderr } = await run(node, [join(repository, "tools", "docs.mts"), "--check"], process.env);
	expect({ code, stdout, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
}, 60_000);

test("every kind has a page, and every page a kind", () => {
	const pages = readdirSync(join(repository, "docs", "reference", "resources")).sort();
	expect(pages).toEqual(kinds.map(({ folder }) => `${folder}.md`).sort());
});

describe.each(kinds.map((kind) => [kind.name, kind] as const))("%s", (_name, kind) => {
	const { inputs, outputs, text, example } = readProperties(kind, kinds);

	test("has a page with a description and an example", () => {
		expect(text.length).toBeGreaterThan(100);
		expect(example).toContain(`new ${kind.name}(`);
	});

	test("has every input on its page, documented where it is declared", () => {
		const top = new Set(inputs.map(({ path }) => path).filter((path) => !path.includes(".")));
		const own = Object.keys(kind.definition.inputs);
		expect([...top].sort()).toEqual(own.sort());
		expect(inputs.filter((input) => input.text === "").map(({ path }) => path)).toEqual([]);
	});

	test("documents each of its own outputs", () => {
		const undocumented = outputs.filter((output) => output.text === "" && !output.path.includes("."));
		expect(undocumented.map(({ path }) => path)).toEqual([]);
	});

	test("has the schema's own description of every input", () => {
		const silent = inputs.filter((input) => findExpectation(kind, input) === undefined);
		expect(silent.map(({ path }) => path)).toEqual([]);
	});
});

test("every code with a remediation is on the page of errors", () => {
	const page = read("docs/reference/errors.md");
	const codes = remediationRules.flatMap(({ code }) => (code ? expandCodes(code) : []));
	expect(codes.length).toBeGreaterThan(80);
	expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

test.each([
	[/^IMG\.0(057|072)$/, ["IMG.0057", "IMG.0072"]],
	[/^IAM\.110[4-6]$/, ["IAM.1104", "IAM.1105", "IAM.1106"]],
	[/^ModelArts\.(1|2[35])$/, ["ModelArts.1", "ModelArts.23", "ModelArts.25"]],
	[/^(A\.1|B\.0\d|)$/, ["A.1", "B.0x"]],
])("the pattern %s stands for the codes %s", (pattern, codes) => {
	expect(expandCodes(pattern)).toEqual(codes);
});
