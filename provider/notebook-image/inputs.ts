import { keepLeftOpen, PLACE } from "../checking/left-open";
import { havePassedBefore } from "../checking/passed-before";
import type { CheckResult, Properties } from "../lifecycle";
import { defaultName, keepIdentity } from "../recovery/identity";
import { describeOwner } from "../recovery/mark";
import { findDifferences, type InputName, onChange } from "./changes";
import type * as Rules from "./input-rules";

/** Names in SWR: what is not allowed in them becomes `-`. */
const NAME = { forbidden: /[^a-z0-9._-]/, length: 128 };

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the default name and description, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "NotebookImage");
	const given: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? nameBy(identity),
		description: news.description ?? describeOwner(identity),
	};
	const inputs = keepLeftOpen(old, given, PLACE, findDifferences);
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(inputs) };
}

/** In lower case, and nothing but a letter or digit first. */
function nameBy(identity: string): string {
	return defaultName(identity.toLowerCase(), NAME).replace(/^[._-]+/, "");
}
