import type { Violation } from "../../definition/violation";
import { findTagViolations } from "../../definition/tags";
import type { Path } from "../../definition/unknown";
import type { Properties } from "../../lifecycle/contract";

/** The key of the tag by which the provider knows its images again. */
export const MARK_KEY = "pulumi";

/** The most that any edition of the documents allows, our own included; most regions allow 10. */
const MOST_TAGS = 20;

/** Refused by every edition of the documents. */
const FORBIDDEN = /[=*<>\\,|\p{Cc}]/u;

const rules = {
	most: MOST_TAGS - 1,
	key: (key: string) => /^(?! )[^/]{1,128}$/.test(key) && !key.endsWith(" ") && !FORBIDDEN.test(key),
	value: (value: string) => value.length <= 255 && value === value.trim() && !FORBIDDEN.test(value),
	expected: {
		count: `${MOST_TAGS - 1} tags at most (9 in many regions) beside the provider's own`,
		key: "1 to 128 characters (36 in many regions), none of = * < > \\ , | /, no space at either end",
		value: "up to 255 characters (43 in many regions), none of = * < > \\ , |, no space at either end",
	},
	reserved: MARK_KEY,
};

/** What a map of tags at this place breaks. */
export function findImageTagViolations(inputs: Properties, at: Path): Iterable<Violation> {
	return findTagViolations(inputs, at, rules);
}
