import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { node, root, run } from "./fake-machine";

interface Violation {
	readonly line: number;
	readonly found: string;
	readonly replacement: string;
}

/** Evaluates an expression of the functions of tools/checks/words.mts. */
async function evaluate(expression: string): Promise<unknown> {
	const url = pathToFileURL(join(root, "tools", "checks", "words.mts")).href;
	const text = `
		const { checkWords, findViolations, parseRules } = await import(${JSON.stringify(url)});
		console.log(JSON.stringify(${expression}));`;
	const { stdout, stderr } = await run(node, ["--input-type=module", "--eval", text], process.env);
	if (!stdout) throw new Error(stderr);
	return JSON.parse(stdout) as unknown;
}

/** Checks a text by a list. */
async function check(list: string, text: string, file = "provider/index.ts"): Promise<Violation[]> {
	const [fileText, textText, listText] = [file, text, list].map((one) => JSON.stringify(one));
	return (await evaluate(`findViolations(${fileText}, ${textText}, parseRules(${listText}))`)) as Violation[];
}

test("a forbidden word is reported with its line and its replacement", async () => {
	const violations = await check("goodbye => shutdown", "one\nsay Goodbye, please\n");
	expect(violations).toEqual([{ file: "provider/index.ts", line: 2, found: "Goodbye", replacement: "shutdown" }]);
});

test.each([
	["a camelCase name", "const sayGoodbye = 1;"],
	["a constant", "const GOODBYE_TIME = 1;"],
	["a class", "class XMLGoodbyeError {}"],
	["a kebab-case name", 'import "./say-goodbye";'],
	["a comment", "// the goodbye of the engine"],
	["a message", '"Goodbye."'],
])("a forbidden word is found in %s", async (_what, text) => {
	expect(await check("goodbye => shutdown", text)).toHaveLength(1);
});

test.each([["goodbyes"], ["a good bye"], ["goodbyeless"]])("a forbidden word is not found in %s", async (text) => {
	expect(await check("goodbye => shutdown", text)).toEqual([]);
});

test.each([["look again"], ["lookAgain()"], ["LOOK_AGAIN"], ["look-again.ts"]])(
	"several forbidden words are found in %s",
	async (text) => {
		expect(await check("look again => re-read", text)).toHaveLength(1);
	},
);

test("a forbidden word is found in the path of a file", async () => {
	expect(await check("goodbye => shutdown", "", "provider/goodbye.ts")).toMatchObject([{ line: 0, found: "goodbye" }]);
});

test("a regular expression may take the place of a word", async () => {
	expect(await check("/\\bcolou?rs\\b/ => hues", "the colors, the colours, a colorsmith")).toHaveLength(1);
});

test.each([
	["provider/cli/doctor.ts", 1],
	["provider/index.ts", 0],
])("a section limits its rules to its files: %s has %d violations", async (file, count) => {
	const list = "in /^provider\\/cli\\//:\ngoodbye => shutdown\neverywhere:\nhello => hi";
	expect(await check(list, "goodbye", file)).toHaveLength(count);
	expect(await check(list, "hello", file)).toHaveLength(1);
});

test("an invalid line of the list is an error with its number", async () => {
	await expect(check("# words\ngoodbye", "")).rejects.toThrow("forbidden-words.txt:2: expected `word => replacement`");
});

test("the repository has no forbidden words", async () => {
	expect(await evaluate("checkWords()")).toEqual([]);
}, 30_000);
