import type { Core } from "../core";
import type { CustomImage } from "./image";
import type { RegisterRequest } from "./request-schemas";
import type { SwrPath } from "./swr-path";

/** Creates an image from a validated request, with the documented defaults. */
export function makeImage(core: Core, projectId: string, request: RegisterRequest, path: SwrPath): CustomImage {
	const { swr_path, flavor_type, swr_instance_id, read_me } = request;
	const { lowerCaseArch } = core.settings.values;
	const arch = request.arch ?? "X86_64";
	const now = core.shownNow();
	const categories = [...(request.resource_category ?? ["CPU", "GPU"])];
	return {
		id: core.random.uuid("custom image id"),
		projectId,
		steps: [],
		record: {
			...path,
			swr_path,
			arch: lowerCaseArch ? arch.toLowerCase() : arch,
			description: request.description ?? "",
			dev_services: [...(request.services ?? ["NOTEBOOK", "SSH"])],
			resource_categories: categories,
			support_res_categories: categories,
			service_type: request.service_type ?? "UNKNOWN",
			origin: request.origin ?? "CUSTOMIZE",
			size: determineSize(core, swr_path),
			status: "ACTIVE",
			type: "DEDICATED",
			visibility: request.visibility ?? "PRIVATE",
			create_at: now,
			update_at: now,
			workspace_id: request.workspace_id ?? "0",
			tags: [],
			swr_instance_id: swr_instance_id ?? null,
			...(flavor_type && { flavor_type }),
			...(read_me && { read_me }),
		},
	};
}

/**
 * The size in bytes (the documents say KB, but all samples are bytes): that of the SWR image put in, or a random one.
 */
export function determineSize({ objects, random }: Core, swrPath: string): number {
	const size = objects.find("swrImages", swrPath)?.["size"];
	return typeof size === "number" ? size : random.between(`size of ${swrPath}`, [400_000_000, 6_000_000_000]);
}
