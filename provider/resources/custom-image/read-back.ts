import { isDeepStrictEqual } from "node:util";
import type { RegisteredImage } from "../../services/modelarts/images";
import type { Inputs } from "./properties";
import { isSamePath } from "../registered-image/swr-path";

/**
 * The inputs as they are in the cloud now. A registered image cannot be changed, so what differs is another image.
 *
 * Compared is what the user declared: defaults are the service's business. What it reports in other letters, in another
 * order or with the registry's name in front is the same; `readMe` is not reported at all.
 */
export function toReadInputs(inputs: Inputs, image: RegisteredImage): Inputs {
	// In an import nothing is declared yet: everything is what it is.
	if (inputs.swrPath === undefined) return { ...inputs, ...readAll(image) };
	return {
		...inputs,
		swrPath: readPath(inputs.swrPath, image.swr_path),
		description: image.description ?? "",
		arch: readText(inputs.arch, image.arch?.toUpperCase(), (text) => text.toUpperCase()),
		origin: readText(inputs.origin, image.origin),
		serviceType: readText(inputs.serviceType, image.service_type),
		visibility: readText(inputs.visibility, image.visibility),
		workspaceId: readText(inputs.workspaceId, image.workspace_id),
		flavorType: readText(inputs.flavorType, image.flavor_type),
		swrInstanceId: readText(inputs.swrInstanceId, image.swr_instance_id),
		resourceCategory: readSet(inputs.resourceCategory, image.resource_categories),
		services: readServices(inputs.services, image.dev_services),
	};
}

function readAll(image: RegisteredImage) {
	return {
		swrPath: image.swr_path,
		description: image.description ?? "",
		arch: image.arch?.toUpperCase(),
		origin: image.origin,
		serviceType: image.service_type,
		visibility: image.visibility,
		workspaceId: image.workspace_id,
		flavorType: image.flavor_type ?? undefined,
		swrInstanceId: image.swr_instance_id ?? undefined,
		resourceCategory: image.resource_categories,
		services: image.dev_services,
	} as Partial<Inputs>;
}

function readPath(declared: string, found = declared): string {
	return isSamePath(declared, found) ? declared : found;
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

/** Answers name services that no request can ask for (`AI_FLOW`): what is there besides, the service added by itself. */
function readServices(declared: Inputs["services"], found: string[] | null | undefined): Inputs["services"] {
	return declared?.every((item) => found?.includes(item)) ? declared : readSet(declared, found);
}
