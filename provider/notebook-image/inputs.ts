import { havePassedBefore } from "../checking/passed-before";
import type { CheckResult, Properties } from "../lifecycle";
import { keepIdentity } from "../recovery/identity";
import { type InputName, onChange } from "./changes";
import { generate } from "./generated";
import type * as Rules from "./input-rules";

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the default name and description, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "NotebookImage");
	const generated = generate(identity);
	const inputs: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generated.name,
		description: news.description ?? generated.description,
	};
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(inputs) };
}
