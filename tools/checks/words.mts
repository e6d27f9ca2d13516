import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.mts";

/** A word that must not come back into names, comments, messages and documents. */
export interface Rule {
	/** As the list has it. */
	readonly word: string;
	readonly replacement: string;

	/** Finds the word in a line whose names are split into words. */
	readonly pattern: RegExp;

	/** Only in files whose path matches; everywhere if absent. */
	readonly path?: RegExp;
}

export interface Violation {
	readonly file: string;

	/** From 1; 0 is the file's own name. */
	readonly line: number;
	readonly found: string;
	readonly replacement: string;
}

export const listFile = "tools/checks/forbidden-words.txt";

/** Texts of others, generated files, and this check's own words. */
const EXCLUDED =
	/(^|\/)(node_modules|dist|fixtures|\.git)(\/|$)|^CHANGELOG\.md$|^coverage\/|^tests\/contract\/tools\/words/;

/**
 * Reads a list with one rule a line: `word => replacement`, optionally followed by ` in /path/`. A word is found in any
 * case and as a part of a name (`lookAgain` has `look`); a `/regular expression/` may take its place.
 */
export function parseRules(list: string): Rule[] {
	return list.split("\n").flatMap((line, index) => {
		if (line.trim() === "" || line.startsWith("#")) return [];
		const [, word = "", replacement = "", path] = /^(.+?)\s+=>\s+(.+?)(?:\s+in\s+\/(.+)\/)?$/.exec(line.trim()) ?? [];
		if (word === "")
			throw new Error(`${listFile}:${index + 1}: expected "word => replacement [in /path/]", got "${line}"`);
		return [{ word, replacement, pattern: toPattern(word), path: path === undefined ? undefined : new RegExp(path) }];
	});
}

function toPattern(word: string): RegExp {
	const [, expression] = /^\/(.+)\/$/.exec(word) ?? [];
	if (expression !== undefined) return new RegExp(expression, "i");
	const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "[\\s-]+");
	return new RegExp(`(?<!\\w)${escaped}(?!\\w)`, "i");
}

/** `lookAgain`, `LOOK_AGAIN` and `HTTPLook` as separate words. */
export function splitNames(text: string): string {
	return text
		.replaceAll("_", " ")
		.replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
		.replace(/([A-Z])(?=[A-Z][a-z])/g, "$1 ");
}

/** Finds the words of the rules in a file's name and text. */
export function findViolations(file: string, text: string, rules: readonly Rule[]): Violation[] {
	const relevant = rules.filter(({ path }) => !path || path.test(file));
	if (relevant.length === 0) return [];
	const split = splitNames(text);
	// Most files have none of the words: the lines are searched only for those that are there.
	const present = relevant.filter(({ pattern }) => pattern.test(split) || pattern.test(splitNames(file)));
	if (present.length === 0) return [];
	return [file, ...split.split("\n")].flatMap((content, line) =>
		present.flatMap(({ pattern, replacement }) => {
			const [found] = pattern.exec(line === 0 ? splitNames(file) : content) ?? [];
			return found === undefined ? [] : [{ file, line, found, replacement }];
		}),
	);
}

/** Checks all sources, tests and documents of the repository. */
export function checkWords(): Violation[] {
	const rules = parseRules(readFileSync(join(root, listFile), "utf8"));
	const files = globSync("**/*.{ts,mts,mjs,cjs,md,yaml,yml}", { cwd: root, exclude: (path) => EXCLUDED.test(path) });
	return files
		.filter((file) => !EXCLUDED.test(file))
		.sort()
		.flatMap((file) => findViolations(file, readFileSync(join(root, file), "utf8"), rules));
}

if (import.meta.main) {
	const violations = checkWords();
	for (const { file, line, found, replacement } of violations) {
		process.stdout.write(`${file}${line > 0 ? `:${line}` : ""}: "${found}": use ${replacement}\n`);
	}
	process.exitCode = violations.length === 0 ? 0 : 1;
}
