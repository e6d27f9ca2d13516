import { defineResource, type InputsOf, type OutputsOf } from "../../../../provider/definition/definition";
import { oneOf } from "../../../../provider/definition/fields";
import { customImage as original } from "../../../../provider/resources/custom-image/definition";

/** A copy of a definition with one more input. */
export const customImage = defineResource({
	...original,
	inputs: {
		...original.inputs,

		/** How thoroughly the image is scanned. */
		scanLevel: oneOf(["BASIC", "FULL"], { optional: true, onChange: "update", serviceDefault: "BASIC" }),
	},
});

export type CustomImageInputs = InputsOf<typeof customImage>;
export type CustomImageOutputs = OutputsOf<typeof customImage>;
