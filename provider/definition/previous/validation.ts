import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { type ValidationError, type Properties, UNKNOWN } from "../../lifecycle/contract";
import { type Path, valueAt } from "../unknown";

/** More would hide the first ones. */
const MOST_COMPLAINTS = 50;

/** So much of a text is searched for a character that is wrong. */
const LONGEST_SEARCHED = 5000;

/**
 * Checks inputs against a schema and further rules; all complaints at once, in the order of the schema.
 *
 * The messages of the schema say what is expected (`5 to 4096`); what was got is added here. A value that is not known
 * yet skips its own rule only.
 */
export function collectValidationErrors(
	schema: z.ZodType,
	inputs: Properties,
	rules: Iterable<Violation>,
): ValidationError[] {
	const issues = schema.safeParse(inputs).error?.issues ?? [];
	const broken = [...issues.flatMap((issue) => explainIssue(issue)), ...rules];

	const validationErrors = new Map<string, ValidationError>();
	for (const { path, expected, insteadOf, isWord, fits } of broken) {
		const got = valueAt(inputs, path);
		const property = writePath(path);
		if (got === UNKNOWN || validationErrors.has(property)) continue;

		const shown = isWord && isLikeWord(got) ? JSON.stringify(got) : describeValue(got) + findWrongCharacter(got, fits);
		const reason = insteadOf === undefined ? `expected ${expected}, got ${shown}` : insteadOf;
		validationErrors.set(property, { property, reason });
	}

	return limitErrors([...validationErrors.values()]);
}

/** A rule that an input breaks. */
export interface Violation {
	readonly path: Path;
	/** What was expected, to complete "expected …, got …". */
	readonly expected?: string;
	/** A whole sentence in place of that. */
	readonly insteadOf?: string;
	/** The input takes words of a list: what was got instead may be shown. */
	readonly isWord?: boolean;
	/** The rule for a text, to find out where it is broken. */
	readonly fits?: (text: string) => boolean;
}

function explainIssue(issue: z.core.$ZodIssue): Violation[] {
	if (issue.code !== "unrecognized_keys") {
		const isWord = issue.message.startsWith('one of "');
		return [{ path: issue.path, expected: issue.message, isWord, fits: readRule(issue) }];
	}

	const known = issue.message.split(",");
	return issue.keys.map((key) => ({
		path: [...issue.path, key.slice(0, 100)],
		insteadOf: `there is no such input${suggestName(key, known)}`,
	}));
}

/** "; did you mean `x`?" for the nearest known name, the whole list where none is near. */
function suggestName(name: string, known: readonly string[]): string {
	const nearest = closest(name.slice(0, 100), known);
	if (distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, name.length / 3)) {
		return `; did you mean \`${nearest}\`?`;
	}

	return `; there are ${known.join(", ")}`;
}

/** `storage.location.path`, `extendStorage[0].type`. */
function writePath(path: Path): string {
	const write = (step: PropertyKey) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 100)}`);
	return path.map(write).join("").replace(/^\./, "");
}

/** The pattern that a text does not match; the issue has it as text. */
function readRule(issue: z.core.$ZodIssue): Violation["fits"] {
	const [, source, flags] = /^\/([^]+)\/(\w*)$/.exec((issue as { pattern?: string }).pattern ?? "") ?? [];
	if (source === undefined) return undefined;
	const rule = new RegExp(source, flags);
	return (text) => rule.test(text);
}

/**
 * What was got, for messages: numbers and switches as they are, of everything else only what and how much it is. Any text may be
 * a secret, or hold one, whether the program says so or not.
 */
export function describeValue(value: unknown): string {
	if (value === undefined || value === null) return "nothing";
	if (typeof value === "string") return describeText([...value].length);
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	return Array.isArray(value) ? `a list of ${value.length}` : "an object";
}

function describeText(length: number): string {
	if (length === 0) return "an empty text";
	return `a text of ${length} character${length === 1 ? "" : "s"}`;
}

/** A text that was meant to be one of a few words. */
function isLikeWord(value: unknown): boolean {
	return typeof value === "string" && /^[\w.-]{1,20}$/.test(value);
}

/** Which character is not allowed, where the rule is one for characters: tried between two that are. */
function findWrongCharacter(text: unknown, fits: Violation["fits"]): string {
	if (typeof text !== "string" || !fits?.("aaa")) return "";
	const at = [...text.slice(0, LONGEST_SEARCHED)].findIndex((character) => !fits(`a${character}a`));
	return at < 0 ? "" : `, of which number ${at + 1} is not allowed`;
}

function limitErrors(validationErrors: ValidationError[]): ValidationError[] {
	const more = validationErrors.length - MOST_COMPLAINTS;
	if (more <= 0) return validationErrors;
	return [...validationErrors.slice(0, MOST_COMPLAINTS), { property: "…", reason: `${more} more mistakes` }];
}
