import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Rule {
	readonly name: string;
	readonly to: { readonly pathNot?: string | readonly string[] };
}

const cruiser = jest.requireActual<{ forbidden: readonly Rule[] }>("../../../.dependency-cruiser.cjs");
const root = join(__dirname, "../../..");
const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
const sectionOf = (title: string) => page.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
const readCode = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

test("the page is short enough to be read at once", () => {
	expect(page.trimEnd().split("\n").length).toBeLessThanOrEqual(110);
});

/** What each module may depend on besides itself, by the linter's rules. */
function readRules(): Record<string, string[]> {
	const rules = cruiser.forbidden.filter(({ name }) => name.endsWith(" depends on too much"));
	const moduleOf = (pattern: string) => pattern.replace(/^\^provider\//, "").replace("(/|\\.ts$)", "");
	return Object.fromEntries(
		rules.map(({ name, to }) => {
			const module = name.split(" ")[0] ?? "";
			const others = [to.pathNot ?? []].flat().map(moduleOf);
			return [module, [...new Set(others)].filter((other) => other !== module).sort()];
		}),
	);
}

test("the table of modules is what the linter holds", () => {
	const rows = sectionOf("Modules of `provider/`").match(/^\| `.*$/gm) ?? [];
	const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
	const shown = cells.map(([, name = "", , others = ""]) => [readCode(name)[0], readCode(others).sort()]);
	expect(Object.fromEntries(shown)).toEqual(readRules());
});

test("every function that the sequence of a create names is in the file that it names", () => {
	const sequence = sectionOf("One create, step by step");
	const named = [...sequence.matchAll(/`(\w+)`\s+\(`([\w/-]+\.ts)`\)/g)].map(([, name = "", file = ""]) => ({
		name,
		file,
	}));
	const isThere = ({ name, file }: { name: string; file: string }) => {
		const path = join(root, "provider", file);
		return existsSync(path) && new RegExp(`^export .*\\b${name}\\b`, "m").test(readFileSync(path, "utf8"));
	};
	expect(named.length).toBeGreaterThan(15);
	expect(named.filter((one) => !isThere(one))).toEqual([]);
});

test("every document that a comment or message of the provider names exists", () => {
	const source = join(root, "provider");
	const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
	const texts = files.map((file) => readFileSync(join(source, file), "utf8"));
	const named = texts.flatMap((text) => text.match(/\bdocs\/[\w/-]+\.md\b/g) ?? []);
	expect(named.length).toBeGreaterThan(2);
	expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("every file of the provider that the page or a decision names exists", () => {
	const decisions = readdirSync(join(root, "docs", "decisions"));
	const texts = decisions.map((file) => readFileSync(join(root, "docs", "decisions", file), "utf8"));
	const files = [
		...readCode(sectionOf("One create, step by step")).filter((code) => /^[\w/-]+\.ts$/.test(code)),
		...texts.flatMap((text) => [...text.matchAll(/provider\/([\w/-]+(?:\.ts|\/))`/g)].map(([, file = ""]) => file)),
	];
	expect(files.length).toBeGreaterThan(20);
	expect(files.filter((file) => !existsSync(join(root, "provider", file)))).toEqual([]);
});
