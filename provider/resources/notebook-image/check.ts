import { keepOmitted, LOCATION_INPUTS } from "../../definition/previous/omitted-inputs";
import { isAlreadyValidated } from "../../definition/already-validated";
import type { CheckResult, Properties } from "../../lifecycle/contract";
import { keepIdentity } from "../../lifecycle/create-safety/resource-identity";
import { findDifferences, type InputName, onChange } from "./diff";
import { generate } from "./generated";
import type * as Rules from "./validation";

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the default name and description, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "NotebookImage");
	const generated = generate(identity);
	const given: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generated.name,
		description: news.description ?? generated.description,
	};
	const inputs = keepOmitted(old, given, LOCATION_INPUTS, findDifferences);
	if (isAlreadyValidated(old, inputs)) return { inputs, validationErrors: [] };
	return { inputs, validationErrors: (require("./validation") as typeof Rules).validate(inputs) };
}
