import { createOperations } from "../../lifecycle/resource-lifecycle";
import { toOutputs } from "../../definition/read-back";
import { registeredImage } from "../registered-image/lifecycle";
import { registerOnce, takeOver } from "./create";
import { customImage, type Inputs, type Outputs } from "./definition";
import { toReadInputs } from "./read-back";

/** The operations of an image registered in ModelArts. */
export const operations = createOperations(
	registeredImage<Inputs, Outputs>({
		definition: customImage,
		create: async (inputs, context) => ({ observed: await registerOnce(inputs, context) }),
		adopt: async (inputs, context) => ({ observed: await takeOver(inputs, context) }),
		pathOf: ({ swrPath }) => swrPath,
		toReadInputs,
		toOutputs: (inputs, location, observed) => toOutputs(customImage, inputs, location, observed),
	}),
);
