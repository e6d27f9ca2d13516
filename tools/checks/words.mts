import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.mts";

/** A word that must not come back into names, comments, messages and documents. */
export interface Rule {
	/** Finds the word in a text whose names are split into words. */
	readonly pattern: RegExp;
	readonly replacement: string;

	/** The files in which the word is forbidden; all if absent. */
	readonly files?: RegExp;
}

export interface Violation {
	readonly file: string;

	/** From 1; 0 is the file's own path. */
	readonly line: number;
	readonly found: string;
	readonly replacement: string;
}

const LIST = "tools/checks/forbidden-words.txt";

const FILES = "**/*.{ts,mts,mjs,cjs,md,yaml,yml}";

/** Dependencies, outputs, records of the past, and this check itself. */
const EXCLUDED =
	/(^|\/)(node_modules|dist|fixtures|\.git|coverage)(\/|$)|^CHANGELOG\.md$|^t(ools\/checks|ests\/contract\/tools)\/words\./;

/**
 * Reads a list of rules, one a line: `word => replacement`. The word matches in any case, and as a part of a name: `look`
 * matches `lookAgain`. It may be several words, or a `/regular expression/`. A line `in /regular expression/:` limits the
 * rules below it to the files whose paths match; `everywhere:` ends that. `#` begins a comment.
 */
export function parseRules(list: string): Rule[] {
	const rules: Rule[] = [];
	let files: RegExp | undefined;
	for (const [index, line] of list.split("\n").entries()) {
		if (line.trim() === "" || line.startsWith("#")) continue;
		const section = /^(?:everywhere|in \/(.+)\/):$/.exec(line);
		const rule = /^(.+?) => (.+)$/.exec(line);
		if (section) files = section[1] === undefined ? undefined : new RegExp(section[1]);
		else if (rule?.[1] && rule[2]) rules.push({ pattern: toPattern(rule[1]), replacement: rule[2], files });
		else throw new Error(`${LIST}:${index + 1}: expected \`word => replacement\`, got \`${line}\``);
	}
	return rules;
}

function toPattern(word: string): RegExp {
	const [, expression] = /^\/(.+)\/$/.exec(word) ?? [];
	if (expression !== undefined) return new RegExp(expression, "i");
	const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "[\\s-]");
	return new RegExp(`(?<!\\w)${escaped}(?!\\w)`, "i");
}

/** Splits names: `lookAgain`, `LOOK_AGAIN` and `HTTPLook` become `look Again`, `LOOK AGAIN` and `HTTP Look`. */
function splitNames(text: string): string {
	return text
		.replaceAll("_", " ")
		.replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
		.replace(/([A-Z])(?=[A-Z][a-z])/g, "$1 ");
}

/** Finds forbidden words in a file's path and text, and in the names there. */
export function findViolations(file: string, text: string, rules: readonly Rule[]): Violation[] {
	const content = splitNames(`${file}\n${text}`);
	// Lines are searched only for the few words that the file has.
	const present = rules.filter(({ files, pattern }) => (!files || files.test(file)) && pattern.test(content));
	if (present.length === 0) return [];
	return content.split("\n").flatMap((line, number) =>
		present.flatMap(({ pattern, replacement }) => {
			const [found] = pattern.exec(line) ?? [];
			return found === undefined ? [] : [{ file, line: number, found, replacement }];
		}),
	);
}

/** Checks all sources, tests and documents of the repository. */
export function checkWords(): Violation[] {
	const rules = parseRules(readFileSync(join(root, LIST), "utf8"));
	const files = globSync(FILES, { cwd: root, exclude: (path) => EXCLUDED.test(path) });
	return files
		.filter((file) => !EXCLUDED.test(file))
		.sort()
		.flatMap((file) => findViolations(file, readFileSync(join(root, file), "utf8"), rules));
}

if (import.meta.main) {
	const violations = checkWords();
	for (const { file, line, found, replacement } of violations) {
		process.stdout.write(`${file}${line > 0 ? `:${line}` : ""}: "${found}" is forbidden: use ${replacement}\n`);
	}
	process.exitCode = violations.length === 0 ? 0 : 1;
}
