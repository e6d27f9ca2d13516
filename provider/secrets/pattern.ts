/** Letters and digits by which a secret is recognised whatever became of the signs between them. */
const DISTINCT = 8;

/** What texts of a server have as one space where they are shown: white space and control characters. */
export const BLANK = "[\\p{Cc}\\u2028\\u2029\\s]+";

/** Where a text of a server was cut because it was too long. */
export const CUT = "…";

/** So much of a secret is looked for, in characters: after that, all is hidden to the end. */
const LONGEST = 1000;

/**
 * The secret itself, however it is wrapped; or, if it has enough letters and digits, those in their order with anything
 * short in place of its other signs: a server may echo it as JSON within JSON, percent-encoded or with HTML entities.
 *
 * @returns for a regular expression with the flag `u`
 */
export function writePattern(secret: string): string {
	if (secret.length > LONGEST) return `(?:${writePattern(secret.slice(0, LONGEST))})[^]*`;
	const json = JSON.stringify(secret).slice(1, -1);
	const forms = [secret, json, escapeLetters(json), encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"))];
	const exact = [...new Set(forms.map(writeExact))].filter((form) => form !== "");
	const words = secret.match(/[A-Za-z0-9]+/g) ?? [];
	const loose = words.join("").length >= DISTINCT ? [writeLoose(words)] : [];
	return [...exact, ...loose].join("|") || "(?!)";
}

/** As some write JSON: with nothing but ASCII. */
function escapeLetters(json: string): string {
	return json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function writeExact(text: string): string {
	const parts = text.split(new RegExp(BLANK, "u")).filter((part) => part !== "");
	return parts.map((part) => part.replace(/[\^$.*+?()[\]{}|\\/]/g, "\\$&")).join(BLANK);
}

/** Each word is taken where it comes first: to try all places would take for ever where a secret repeats itself. */
function writeLoose([first = "", ...others]: readonly string[]): string {
	return first + others.map((word, at) => `(?=([^]{1,24}?${word}))\\${at + 1}`).join("");
}
