import { closest, distance } from "fastest-levenshtein";
import { type Properties, UNKNOWN, type ValidationError } from "../lifecycle/contract";
import type { Definition } from "./definition";
import type { Fields } from "./fields";
import { findFieldViolations, hiddenFields } from "./field-violations";
import { chooseFields, findSource, findSourceViolations } from "./sources";
import { type Path, valueAt } from "./unknown";
import type { Violation } from "./violation";

/** More would hide the first ones. */
const MAX_ERRORS = 50;

/** So much of a text is searched for a character that is wrong. */
const MAX_SEARCHED = 5000;

/**
 * All that is wrong with inputs whose defaults are filled in, in the order of the definition; then what only several of
 * them together break. A value that is not known yet skips its own rule only.
 */
export function validate(
	{ inputs: fields, sources, rules }: Pick<Definition, "inputs" | "sources" | "rules">,
	inputs: Properties,
	old: Properties | undefined,
): ValidationError[] {
	const violations = [
		...findFieldViolations({ ...chooseFields(fields, sources, inputs), ...hiddenFields }, inputs),
		...findSourceViolations(sources, inputs),
		...(rules?.(inputs, old, sources && findSource(sources, inputs)) ?? []),
	];
	return collectValidationErrors(violations, inputs);
}

/** All that is wrong with values that nothing but their fields is said of. */
export function validateFields(fields: Fields, values: Properties): ValidationError[] {
	return collectValidationErrors(findFieldViolations(fields, values), values);
}

/** Each violation as an error about one input; the first one about each. */
function collectValidationErrors(violations: Iterable<Violation>, inputs: Properties): ValidationError[] {
	const errors = new Map<string, ValidationError>();
	for (const { path, expected, insteadOf, unknownAmong, isWord, fits } of violations) {
		const got = valueAt(inputs, path);
		const property = writePath(path);
		if (got === UNKNOWN || errors.has(property)) continue;

		const shown = isWord && isLikeWord(got) ? JSON.stringify(got) : describeValue(got) + findWrongCharacter(got, fits);
		const whole = unknownAmong ? `there is no such input${suggestName(String(path.at(-1)), unknownAmong)}` : insteadOf;
		errors.set(property, { property, reason: whole ?? `expected ${expected}, got ${shown}` });
	}

	return limitErrors([...errors.values()]);
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
	const at = [...text.slice(0, MAX_SEARCHED)].findIndex((character) => !fits(`a${character}a`));
	return at < 0 ? "" : `, of which number ${at + 1} is not allowed`;
}

function limitErrors(errors: ValidationError[]): ValidationError[] {
	const more = errors.length - MAX_ERRORS;
	if (more <= 0) return errors;
	return [...errors.slice(0, MAX_ERRORS), { property: "…", reason: `${more} more mistakes` }];
}
