/** Shorter texts are not looked for: they are no secrets, and hiding them would make messages unreadable. */
const SHORTEST = 4;

/** Letters and digits by which a secret is recognised whatever became of the signs between them. */
const DISTINCT = 8;

/** Longest text of a server that is shown, in characters. */
const LONGEST_SHOWN = 1500;

/** Takes known secrets out of texts that come from outside, such as a message that echoes the request. */
export class Mask {
	readonly #patterns = new Map<string, RegExp>();

	/** From now on, this text is shown to nobody. */
	hide(value: string | undefined): void {
		if (value === undefined || value.length < SHORTEST || this.#patterns.has(value)) return;
		this.#patterns.set(value, buildPattern(value));
	}

	/**
	 * The text without secrets, on one line, of bounded length.
	 *
	 * A gateway that refuses a signature prints the whole canonical request: a token in it is hidden by its name, too.
	 */
	clean(text: string): string {
		let cleaned = text;
		// Longest first, lest one secret that begins another leaves the rest of it visible.
		for (const [, pattern] of [...this.#patterns].sort(([left], [right]) => right.length - left.length)) {
			cleaned = cleaned.replace(pattern, "***");
		}
		return cleaned
			.replace(/(x-security-token|x-auth-token|x-subject-token|authorization)(\s*[:=]\s*)[^|\s;,"]+/gi, "$1$2***")
			.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
			.trim()
			.slice(0, LONGEST_SHOWN);
	}
}

/**
 * The secret itself, or, if it has enough letters and digits, those in their order with anything short in place of its
 * other signs: a server may echo it as JSON within JSON, percent-encoded or with HTML entities.
 */
function buildPattern(value: string): RegExp {
	const runs = value.match(/[A-Za-z0-9]+/g) ?? [];
	const exact = value.replace(/[\^$.*+?()[\]{}|\\/-]/g, "\\$&");
	const loose = runs.join("").length >= DISTINCT ? `|${runs.join("[^]{1,24}?")}` : "";
	return new RegExp(exact + loose, "g");
}
