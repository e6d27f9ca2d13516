import { isReplaced, keepOmitted, LOCATION_INPUTS } from "../../definition/previous/omitted-inputs";
import { isAlreadyValidated } from "../../definition/already-validated";
import { withDefaultTags } from "../../definition/tags";
import { valueAt } from "../../definition/unknown";
import type { CheckResult, Defaults, Properties } from "../../lifecycle/contract";
import { keepIdentity } from "../../lifecycle/create-safety/resource-identity";
import { findReplacingDifferences, type InputName, onChange } from "./diff";
import { generate } from "./generated";
import type * as Rules from "./validation";

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
	const inputs = keepCapacity(old, keepOmitted(old, given, LOCATION_INPUTS, findReplacingDifferences));
	if (isAlreadyValidated(old, inputs)) return { inputs, validationErrors: [] };
	return { inputs, validationErrors: (require("./validation") as typeof Rules).validate(old, inputs) };
}

/** The same for how large the volume is: it can grow, and stays as it is where the program does not say. */
function keepCapacity(old: Properties | undefined, inputs: Properties): Properties {
	const capacity = valueAt(old, ["volume", "capacity"]);
	const isLeftOut = capacity !== undefined && valueAt(inputs, ["volume", "capacity"]) === undefined;
	if (!old || !isLeftOut || isReplaced(old, inputs, findReplacingDifferences)) return inputs;
	return { ...inputs, volume: { ...(inputs.volume as Properties), capacity } };
}
