/** Shorter texts are not looked for: they are no secrets, and hiding them would make messages unreadable. */
const SHORTEST = 4;

/** Longest text of a server that is shown, in characters. */
const LONGEST_SHOWN = 1500;

/** Takes known secrets out of texts that come from outside, such as a message that echoes the request. */
export class Mask {
	readonly #hidden = new Set<string>();

	/** From now on, this text is shown to nobody. */
	hide(value: string | undefined): void {
		if (value === undefined || value.length < SHORTEST) return;

		for (const form of [value, encodeURIComponent(Buffer.from(value).toString()), JSON.stringify(value).slice(1, -1)]) {
			this.#hidden.add(form);
		}
	}

	/**
	 * The text without secrets, on one line, of bounded length.
	 *
	 * A gateway that refuses a signature prints the whole canonical request: its security token is hidden by name, too,
	 * as the gateway may have changed its spelling.
	 */
	clean(text: string): string {
		let cleaned = text;
		// Longest first, lest one secret that begins another leaves the rest of it visible.
		for (const value of [...this.#hidden].sort((left, right) => right.length - left.length)) {
			cleaned = cleaned.replaceAll(value, "***");
		}
		return cleaned
			.replace(/(x-security-token|x-auth-token|x-subject-token|authorization)(\s*[:=]\s*)[^|\s;,"]+/gi, "$1$2***")
			.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
			.trim()
			.slice(0, LONGEST_SHOWN);
	}
}
