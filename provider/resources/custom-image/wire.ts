import type { RegisteredImage, RegisterImageBody } from "../../services/modelarts/images";
import type { Location } from "../../lifecycle/contract";
import { toReported } from "../registered-image/reported";
import type { Inputs, Outputs } from "./properties";

/** The body of `registerImage`; what the user did not give is not sent. */
export function toRegisterBody(inputs: Inputs): RegisterImageBody {
	return {
		swr_path: inputs.swrPath,
		arch: inputs.arch?.toUpperCase(),
		description: inputs.description,
		origin: inputs.origin,
		resource_category: inputs.resourceCategory,
		service_type: inputs.serviceType,
		services: inputs.services,
		visibility: inputs.visibility,
		workspace_id: inputs.workspaceId,
		flavor_type: inputs.flavorType,
		swr_instance_id: inputs.swrInstanceId,
		read_me: inputs.readMe,
	};
}

/** What is written to the state: every input as it was given, and what only the service knows. */
export function toOutputs(inputs: Inputs, location: Location, image: RegisteredImage): Outputs {
	return {
		...inputs,
		...location,
		name: image.name,
		namespace: image.namespace,
		tag: image.tag,
		...toReported(image),
	};
}
