import { havePassedBefore } from "../checking/passed-before";
import type { CheckResult, Properties } from "../lifecycle";
import { keepIdentity } from "../recovery/identity";
import { type InputName, onChange } from "./changes";
import { generate } from "./generated";
import type * as Rules from "./input-rules";

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the default description, which is the mark, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "CustomImage");
	const inputs = { ...news, identity, description: news.description ?? generate(identity).description };
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(inputs) };
}
