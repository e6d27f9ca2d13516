import { isDeepStrictEqual } from "node:util";
import type { RegisteredImage } from "../cloud/modelarts-images";
import type { Inputs } from "./properties";

/**
 * The inputs as they are in the cloud now. A registered image cannot be changed, so what differs is another image.
 *
 * Compared is what the user declared: defaults are the service's business. What it reports in other letters or in
 * another order is the same; `readMe` is not reported at all.
 */
export function toReadInputs(inputs: Inputs, image: RegisteredImage): Inputs {
	return {
		...inputs,
		swrPath: image.swr_path ?? inputs.swrPath,
		description: image.description ?? "",
		arch: readText(inputs.arch, image.arch?.toUpperCase(), (text) => text.toUpperCase()),
		origin: readText(inputs.origin, image.origin),
		serviceType: readText(inputs.serviceType, image.service_type),
		visibility: readText(inputs.visibility, image.visibility),
		workspaceId: readText(inputs.workspaceId, image.workspace_id),
		flavorType: readText(inputs.flavorType, image.flavor_type),
		swrInstanceId: readText(inputs.swrInstanceId, image.swr_instance_id),
		resourceCategory: readSet(inputs.resourceCategory, image.resource_categories),
		services: readSet(inputs.services, image.dev_services),
	};
}

function readText<Text extends string>(
	declared: Text | undefined,
	found: string | null | undefined,
	normalise = (text: string) => text,
): Text | undefined {
	if (declared === undefined || found === undefined || found === null || normalise(declared) === normalise(found))
		return declared;
	return found as Text;
}

function readSet<Item extends string>(
	declared: Item[] | undefined,
	found: string[] | null | undefined,
): Item[] | undefined {
	if (!declared || !found) return declared;
	const isSame = isDeepStrictEqual(new Set<string>(declared), new Set(found));
	return isSame ? declared : (found as Item[]);
}
