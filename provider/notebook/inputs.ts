import { isReplaced, keepLeftOpen, PLACE } from "../checking/left-open";
import { havePassedBefore } from "../checking/passed-before";
import { withDefaultTags } from "../checking/tags";
import { valueAt } from "../checking/unknown";
import type { CheckResult, Defaults, Properties } from "../lifecycle";
import { keepIdentity } from "../recovery/identity";
import { findReplacingDifferences, type InputName, onChange } from "./changes";
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
	const given: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generated.name,
		description: news.description ?? generated.description,
		tags: withDefaultTags(news.tags, readDefaults().tags ?? {}),
	};
	const inputs = keepCapacity(old, keepLeftOpen(old, given, PLACE, findReplacingDifferences));
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [] };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(old, inputs) };
}

/** The same for how large the volume is: it can grow, and stays as it is where the program does not say. */
function keepCapacity(old: Properties | undefined, inputs: Properties): Properties {
	const capacity = valueAt(old, ["volume", "capacity"]);
	const isLeftOut = capacity !== undefined && valueAt(inputs, ["volume", "capacity"]) === undefined;
	if (!old || !isLeftOut || isReplaced(old, inputs, findReplacingDifferences)) return inputs;
	return { ...inputs, volume: { ...(inputs.volume as Properties), capacity } };
}
