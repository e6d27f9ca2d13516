import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = readFileSync(join(__dirname, "../../../README.md"), "utf8");

/** What a reader takes in before deciding. */
const MAX_LINES = 150;

test("the README has at most 150 lines", () => {
	expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(MAX_LINES);
});

test("the README's sections come in the order in which a new user needs them", () => {
	const sections = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
	expect(sections).toEqual([
		"Install",
		"Example",
		"Five reasons",
		"Resources",
		"Configure",
		"Try it without an account",
		"Import and recovery",
		"Limitations",
		"Links",
	]);
});
