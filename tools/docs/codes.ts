/** The codes that a pattern of an advice stands for: `^IMG\.0(057|072)$` for two, `\d` for `x`. */
export function expandCodes(pattern: RegExp): string[] {
	const text = pattern.source.replace(/^\^|\$$/g, "");
	return expand(text).filter((code) => code !== "");
}

function expand(text: string): string[] {
	const group = findGroup(text);
	if (group) {
		const [start, end] = group;
		const alternatives = splitAlternatives(text.slice(start + 1, end));
		return alternatives.flatMap((one) => expand(`${text.slice(0, start)}${one}${text.slice(end + 1)}`));
	}

	const [set, inside = ""] = /\[([^\]]+)\]/.exec(text) ?? [];
	if (set !== undefined) return listCharacters(inside).flatMap((one) => expand(text.replace(set, one)));

	const code = text.replaceAll("\\d", "x").replaceAll("\\.", ".");
	if (/[\\^$*+?()[\]{}|]/.test(code)) throw new Error(`Not a list of codes: ${text}`);
	return [code];
}

/** Where the first group begins and ends. */
function findGroup(text: string): [number, number] | undefined {
	const start = text.indexOf("(");
	if (start < 0) return undefined;
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		if (text[at] === "(") depth++;
		if (text[at] === ")" && --depth === 0) return [start, at];
	}
	throw new Error(`A group without an end: ${text}`);
}

/** At the bars that are in no group. */
function splitAlternatives(text: string): string[] {
	let depth = 0;
	const parts = [""];
	for (const character of text) {
		if (character === "(") depth++;
		if (character === ")") depth--;
		if (character === "|" && depth === 0) parts.push("");
		else parts[parts.length - 1] += character;
	}
	return parts;
}

/** `13` or `4-8`. */
function listCharacters(inside: string): string[] {
	const [, from, to] = /^(\d)-(\d)$/.exec(inside) ?? [];
	if (from === undefined || to === undefined) return [...inside];
	return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index));
}
