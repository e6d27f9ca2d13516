import type { RegisteredImage } from "../../services/modelarts/images";
import type { SaveNotebookBody } from "../../services/modelarts/notebooks";
import type { Location } from "../../lifecycle/contract";
import { toReported } from "../registered-image/reported";
import type { Inputs, Outputs } from "./properties";

/** The body of the request that saves a notebook; what the user did not give is not sent. */
export function toSaveBody(inputs: Inputs): SaveNotebookBody {
	return {
		name: inputs.name,
		namespace: inputs.namespace,
		tag: inputs.tag,
		description: inputs.description,
		workspace_id: inputs.workspaceId,
	};
}

/** What is written to the state: every input as it was given, and what only the service knows. */
export function toOutputs(inputs: Inputs, location: Location, image: RegisteredImage): Outputs {
	return {
		...inputs,
		...location,
		swrPath: image.swr_path,
		arch: image.arch,
		...toReported(image),
	};
}

/**
 * The inputs as they are in the cloud now. An image cannot be changed, so what differs is another image. Which notebook
 * it was, the service does not report.
 */
export function toReadInputs(inputs: Inputs, image: RegisteredImage): Inputs {
	return {
		...inputs,
		name: image.name ?? inputs.name,
		namespace: image.namespace ?? inputs.namespace,
		tag: inputs.tag && (image.tag ?? inputs.tag),
		description: image.description ?? inputs.description,
		workspaceId: inputs.workspaceId && (image.workspace_id ?? inputs.workspaceId),
	};
}

/** Where the image is: as the service says, or as the program does. */
export function pathOf({ namespace, name, tag }: Inputs, image?: RegisteredImage): string {
	return image?.swr_path ?? `${namespace}/${name}${tag === undefined ? "" : `:${tag}`}`;
}
