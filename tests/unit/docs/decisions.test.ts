import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "../../../docs/decisions");
const files = readdirSync(folder).sort();

test("decisions are numbered without gaps, each number once", () => {
	const numbers = files.map((file) => /^\d{4}/.exec(file)?.[0]);
	expect(numbers).toEqual(files.map((_file, index) => String(index + 1).padStart(4, "0")));
});

test.each(files)("the decision %s is named after its title, and says context, decision and consequences", (file) => {
	const headings = [...readFileSync(join(folder, file), "utf8").matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => text);
	const [title = "", ...sections] = headings;
	expect(`${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.md`).toBe(file);
	expect(sections).toEqual(["Context", "Decision", "Consequences"]);
});
