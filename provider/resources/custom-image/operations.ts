import { createOperations } from "../../lifecycle/create-operations";
import { readOutputs } from "../../definition/read-back";
import { registeredImage } from "../registered-image/lifecycle";
import { registerOnce } from "./create";
import { customImage, type Inputs, type Outputs } from "./definition";
import { toReadInputs } from "./read-back";

/** The operations of an image registered in ModelArts. */
export const operations = createOperations(
	registeredImage<Inputs, Outputs>({
		definition: customImage,
		create: async (inputs, context) => ({ observed: await registerOnce(inputs, context) }),
		pathOf: ({ swrPath }) => swrPath,
		toReadInputs,
		toOutputs: (inputs, location, observed) => readOutputs(customImage, inputs, location, observed),
	}),
);
