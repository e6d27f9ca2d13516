import { havePassedBefore } from "../checking/passed-before";
import { withDefaultTags } from "../checking/tags";
import type { CheckResult, Defaults, Properties } from "../lifecycle";
import { defaultName, keepIdentity } from "../recovery/identity";
import { describeOwner } from "../recovery/mark";
import { type InputName, onChange } from "./changes";
import type * as Rules from "./input-rules";

/** Names of notebooks: letters, digits, `-` and `_`. */
const NAME = { forbidden: /[^A-Za-z0-9_-]/, length: 128 };

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the defaults that depend on the identity, and finds every mistake. */
export function checkInputs(
	old: Properties | undefined,
	news: Properties,
	readDefaults: () => Defaults,
): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "Notebook");
	const inputs: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? defaultName(identity, NAME),
		description: news.description ?? describeOwner(identity),
		tags: withDefaultTags(news.tags, readDefaults().tags ?? {}),
	};
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(old, inputs) };
}
