import { cloudImage } from "../../../../provider/resources/cloud-image/definition";
import type { Defaults } from "../../../../provider/lifecycle/contract";
import { derive } from "../../../support/derived";

const { checkInputs } = derive(cloudImage);

/** All that `check` says of these inputs, a line each. */
export function complain(inputs: object, defaults: Defaults = {}): string[] {
	return checkInputs(undefined, { ...inputs }, () => defaults).validationErrors.map(
		({ property, reason }) => `${property}: ${reason}`,
	);
}
