import type { CustomImage } from "../images/image";
import type { Endpoint } from "./notebook";
import type { Notebooks } from "./notebooks";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The image of a notebook, as the notebook shows it. An unregistered image is assumed to exist unless `strictWorld` is
 * set; a registered image that is not ACTIVE is not found.
 */
export function resolveImage(imageId: string, projectId: string, notebooks: Notebooks): Record<string, unknown> {
	const { images, core, errors } = notebooks;
	const image = images.store.find(projectId, imageId);
	if (image) {
		if (image.record.status !== "ACTIVE") throw errors.create("6797", imageId);
		return showImage(image);
	}
	if (core.settings.values.strictWorld || !uuid.test(imageId)) throw errors.create("6797", imageId);
	const swrPath = "swr.cn-north-4.myhuaweicloud.com/atelier/notebook2.0-mul-kernel-cpu-cp36:3.3.2-release_v1";
	return {
		id: imageId,
		name: "notebook2.0-mul-kernel-cpu-cp36",
		tag: "3.3.2-release_v1",
		swr_path: swrPath,
		type: "BUILD_IN",
	};
}

/** An image as its notebook shows it. */
export function showImage({ id, record }: CustomImage): Record<string, unknown> {
	const { name, namespace, tag, swr_path, type, arch, dev_services, resource_categories, visibility } = record;
	return { id, name, namespace, tag, swr_path, type, arch, dev_services, resource_categories, visibility };
}

/** Checks that the key pairs belong to the user, and that an image for SSH only has an SSH endpoint. */
export function checkEndpoints(
	endpoints: readonly Endpoint[],
	image: Record<string, unknown>,
	{ core, errors }: Notebooks,
): void {
	const { keyPairs } = core.settings.values;
	const overSsh = endpoints.filter(({ service }) => service?.toUpperCase() === "SSH");
	for (const { key_pair_names: names } of overSsh) {
		if (!names || names.length === 0) throw errors.create("6335", "key_pair_names");
		const unknown = names.find((name) => keyPairs !== null && !keyPairs.includes(name));
		if (unknown !== undefined) throw errors.create("6789", unknown);
	}
	const services = image["dev_services"];
	const onlySsh = Array.isArray(services) && services.length === 1 && services[0] === "SSH";
	if (onlySsh && overSsh.length === 0) throw errors.create("6768", String(image["id"]));
}
