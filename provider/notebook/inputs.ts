import { havePassedBefore } from "../checking/passed-before";
import { withDefaultTags } from "../checking/tags";
import type { CheckResult, Defaults, Properties } from "../lifecycle";
import { keepIdentity } from "../recovery/identity";
import { type InputName, onChange } from "./changes";
import { generate } from "./generated";
import type * as Rules from "./input-rules";

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the defaults that depend on the identity, and finds every mistake. */
export function checkInputs(
	old: Properties | undefined,
	news: Properties,
	readDefaults: () => Defaults,
): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "Notebook");
	const generated = generate(identity);
	const inputs: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generated.name,
		description: news.description ?? generated.description,
		tags: withDefaultTags(news.tags, readDefaults().tags ?? {}),
	};
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(old, inputs) };
}
