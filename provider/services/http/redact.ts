import { BLANK, CUT, writePattern } from "../../secrets/pattern";

/** Shorter texts are not redacted: they are no secrets, and hiding them would make messages unreadable. */
const MIN_SECRET_LENGTH = 4;

/** Maximum length of a server's text that is shown, in characters; the last one says that it was truncated. */
const MAX_LENGTH = 1500;

/** Redacts known secrets in texts from outside, such as a message that echoes the request. */
export class Redactor {
	readonly #patterns = new Map<string, RegExp>();

	/** From now on, this text is redacted. */
	hide(value: string | undefined): void {
		if (value === undefined || value.length < MIN_SECRET_LENGTH || this.#patterns.has(value)) return;
		this.#patterns.set(value, new RegExp(writePattern(value), "gu"));
	}

	/**
	 * The text without secrets, on one line, of bounded length.
	 *
	 * A gateway that rejects a signature prints the whole canonical request: a token in it is redacted by its name, too.
	 */
	redact(text: string): string {
		let redacted = text;
		// Longest first, lest one secret that begins another leaves the rest of it visible.
		for (const [, pattern] of [...this.#patterns].sort(([left], [right]) => right.length - left.length)) {
			redacted = redacted.replace(pattern, "***");
		}
		const line = redacted
			.replace(/(x-security-token|x-auth-token|x-subject-token|authorization)(\s*[:=]\s*)[^|\s;,"]+/gi, "$1$2***")
			.replace(new RegExp(BLANK, "gu"), " ")
			.trim();
		return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}${CUT}` : line;
	}
}
