import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeMarkdown } from "../../bench/notice/markdown";
import { compare, type Compared, type Scenario, scenarios } from "../../bench/notice/scenarios";

/** Cells without the spaces that a formatter aligns them with. */
function readTable(markdown: string): string[][] {
	const lines = markdown.split("\n").filter((line) => line.startsWith("|"));
	return lines.map((line) => line.split("|").map((cell) => cell.trim().replace(/^-+$/, "---")));
}

test("the README's table of how soon an end is noticed is what the simulated time says", async () => {
	const compared = new Map<Scenario, Compared>();
	for (const scenario of scenarios) compared.set(scenario, await compare(scenario));
	const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
	const section = readme.split("## Fast and gentle")[1]?.split("\n## ")[0] ?? "";
	const expected = readTable(writeMarkdown(compared));
	expect(readTable(section).slice(0, expected.length)).toEqual(expected);
});
