import { keepOmitted, LOCATION_INPUTS } from "../../definition/previous/omitted-inputs";
import { isAlreadyValidated } from "../../definition/already-validated";
import type { CheckResult, Properties } from "../../lifecycle/contract";
import { keepIdentity } from "../../lifecycle/create-safety/resource-identity";
import { findReplacingDifferences, type InputName, onChange } from "./diff";
import { generate } from "./generated";
import type * as Rules from "./validation";

/** Known in some region at some time; named in messages, never required. */
export const KNOWN_FLAVORS = ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u", "modelarts.vm.gpu.p100"];
export const KNOWN_PROFILES = ["Multi-Engine 1.0 (python3)-cpu", "Multi-Engine 1.0 (python3)-gpu", "Python3"];

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the defaults that depend on the identity, and finds every mistake. */
export function checkInputs(old: Properties | undefined, news: Properties): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "NotebookInstance");
	const generated = generate(identity);
	const given: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generated.name,
		description: news.description ?? generated.description,
	};
	const inputs = keepOmitted(old, given, LOCATION_INPUTS, findReplacingDifferences);
	if (isAlreadyValidated(old, inputs)) return { inputs, validationErrors: [] };
	return { inputs, validationErrors: (require("./validation") as typeof Rules).validate(inputs) };
}
