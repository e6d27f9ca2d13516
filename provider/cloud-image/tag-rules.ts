import type { Broken } from "../checking/complaints";
import { type Path, valueAt } from "../checking/unknown";
import type { Properties } from "../lifecycle";

/** The key of the tag by which the provider knows its images again. */
export const MARK_KEY = "pulumi";

/** The most that any edition of the documents allows, our own included; most regions allow 10. */
const MOST_TAGS = 20;

/** Refused by every edition of the documents. */
const FORBIDDEN = /[=*<>\\,|\p{Cc}]/u;

const KEY = "1 to 128 characters (36 in many regions), none of = * < > \\ , | /, no space at either end";
const VALUE = "up to 255 characters (43 in many regions), none of = * < > \\ , |, no space at either end";

/** What a map of tags at this place breaks. */
export function* findBrokenTagRules(inputs: Properties, at: Path): Iterable<Broken> {
	const tags = valueAt(inputs, at);
	if (tags === null || typeof tags !== "object" || Array.isArray(tags)) return;

	const entries = Object.entries(tags as Properties);
	if (entries.length > MOST_TAGS - 1) {
		yield { path: at, expected: `${MOST_TAGS - 1} tags at most (9 in many regions) beside the provider's own` };
	}

	for (const [key, value] of entries) {
		const path = [...at, key];
		if (key === MARK_KEY) yield { path, insteadOf: `the key ${MARK_KEY} is the provider's own` };
		if (!/^(?! )[^/]{1,128}$/.test(key) || key.endsWith(" ") || FORBIDDEN.test(key)) {
			yield { path, insteadOf: `expected a key of ${KEY}` };
		}
		if (typeof value === "string" && (value.length > 255 || value !== value.trim() || FORBIDDEN.test(value))) {
			yield { path, expected: VALUE };
		}
	}
}
