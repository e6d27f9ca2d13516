import { BLANK, CUT, writePattern } from "../../secrets/pattern";

/** Shorter texts are not looked for: they are no secrets, and hiding them would make messages unreadable. */
const MIN_SECRET_LENGTH = 4;

/** Longest text of a server that is shown, in characters; the last one says that there was more. */
const MAX_LENGTH = 1500;

/** Takes known secrets out of texts that come from outside, such as a message that echoes the request. */
export class Redactor {
	readonly #patterns = new Map<string, RegExp>();

	/** From now on, this text is shown to nobody. */
	hide(value: string | undefined): void {
		if (value === undefined || value.length < MIN_SECRET_LENGTH || this.#patterns.has(value)) return;
		this.#patterns.set(value, new RegExp(writePattern(value), "gu"));
	}

	/**
	 * The text without secrets, on one line, of bounded length.
	 *
	 * A gateway that refuses a signature prints the whole canonical request: a token in it is hidden by its name, too.
	 */
	redact(text: string): string {
		let cleaned = text;
		// Longest first, lest one secret that begins another leaves the rest of it visible.
		for (const [, pattern] of [...this.#patterns].sort(([left], [right]) => right.length - left.length)) {
			cleaned = cleaned.replace(pattern, "***");
		}
		const line = cleaned
			.replace(/(x-security-token|x-auth-token|x-subject-token|authorization)(\s*[:=]\s*)[^|\s;,"]+/gi, "$1$2***")
			.replace(new RegExp(BLANK, "gu"), " ")
			.trim();
		return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}${CUT}` : line;
	}
}
