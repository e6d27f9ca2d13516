import { readInputs } from "../../definition/read-back";
import type { RegisteredImageResponse } from "../../services/modelarts/images";
import { customImage, type Inputs } from "./definition";

/** The inputs as they are in the cloud now; in an import nothing is declared yet, not even the path. */
export function toReadInputs(inputs: Inputs, image: RegisteredImageResponse): Inputs {
	return readInputs(customImage, inputs, image, inputs.swrPath === undefined);
}
