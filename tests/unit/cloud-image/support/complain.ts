import { checkInputs } from "../../../../provider/resources/cloud-image/check";
import type { Defaults } from "../../../../provider/lifecycle/contract";

/** All that `check` says of these inputs, a line each. */
export function complain(inputs: object, defaults: Defaults = {}): string[] {
	return checkInputs(undefined, { ...inputs }, () => defaults).validationErrors.map(
		({ property, reason }) => `${property}: ${reason}`,
	);
}
