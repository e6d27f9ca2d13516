import { keepLeftOpen, PLACE } from "../checking/left-open";
import { havePassedBefore } from "../checking/passed-before";
import type { CheckResult, Properties } from "../lifecycle";
import { keepIdentity } from "../recovery/identity";
import { findDifferences, type InputName, onChange } from "./changes";
import { generate } from "./generated";
import type * as Rules from "./input-rules";

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the default description, which is the mark, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "CustomImage");
	const given = { ...news, identity, description: news.description ?? generate(identity).description };
	const inputs = keepLeftOpen(old, given, PLACE, findDifferences);
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(inputs) };
}
