import type { Simulator } from "modelarts-simulator";
import type { Stack, StoredResource } from "./stack";

/** A cloud image as IMS returns it; only the fields that tests read. */
export interface CloudImageSeen {
	readonly id: string;
	readonly name: string;
	readonly status: string;
	readonly virtual_env_type: string;
	readonly protected: boolean;
	readonly tags: readonly { readonly key: string; readonly value: string }[];
	readonly __description?: string;
	readonly __data_origin?: string;
	readonly min_ram: number;
}

/** A registered image as ModelArts returns it. */
export interface RegisteredImageSeen {
	readonly id: string;
	readonly swr_path: string;
	readonly status: string;
	readonly description?: string;
}

/**
 * A program with images, each under its logical name: with a `swrPath` a custom image, else a cloud image. Options are
 * JSON, for all of them.
 *
 * @example
 * ```ts
 * stack.write(declareImages({ base: { imageUrl: "images:base.qcow2", minDisk: 40 } }));
 * ```
 */
export function declareImages(images: Record<string, object>, options: object = {}): string {
	const declared = Object.entries(images).map(([name, inputs]) => {
		const kind = "swrPath" in inputs ? "CustomImage" : "CloudImage";
		const outputs = ["id", "name", "status", "imageId", "imageIds", "dataImageIds"].map(
			(key) => `${key}: ${name}.${key}`,
		);
		const given = [name, inputs, options].map((value) => JSON.stringify(value)).join(", ");
		return `const ${name} = new ${kind}(${given});\nexports.${name} = { ${outputs.join(", ")} };`;
	});
	return [`const { CloudImage, CustomImage } = require("pulumi-modelarts");`, ...declared].join("\n");
}

/** The existing cloud images, in the order of their creation. */
export function cloudImagesIn(cloud: Simulator): CloudImageSeen[] {
	return (cloud.admin.state() as { cloudImages: CloudImageSeen[] }).cloudImages;
}

/** The images of this name. */
export function imagesNamed(cloud: Simulator, name: string): CloudImageSeen[] {
	return cloudImagesIn(cloud).filter((image) => image.name === name);
}

/** The existing registered images, without the service's own. */
export function registeredIn(cloud: Simulator): RegisteredImageSeen[] {
	const { customImages } = cloud.admin.state() as { customImages: (RegisteredImageSeen & { type: string })[] };
	return customImages.filter(({ status, type }) => status !== "DELETED" && type !== "BUILD_IN");
}

/** Changes a cloud image outside of Pulumi; tags, if given, replace all tags. */
export function tamperWithImage(cloud: Simulator, id: string, patch: object, tags?: Record<string, string>): void {
	cloud.admin.putObjects({ cloudImages: [{ id, patch, ...(tags && { tags }) }] });
}

/** The tags of an image as a map. */
export function tagsOf({ tags }: CloudImageSeen): Record<string, string> {
	return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

/** Our images in the state, by their logical names. */
export async function storedImages(stack: Stack): Promise<Record<string, Required<StoredResource>>> {
	const resources = (await stack.exportState()).filter(({ type }) => /:(CloudImage|CustomImage)$/.test(type));
	const entries = resources.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]);
	return Object.fromEntries(entries) as Record<string, Required<StoredResource>>;
}

/** The image of this logical name in the state. */
export async function storedImage(stack: Stack, name: string): Promise<Required<StoredResource>> {
	const image = (await storedImages(stack))[name];
	if (!image) throw new Error(`There is no image ${name} in the state.`);
	return image;
}

/** What was asked of the image services, in order: `glanceDeleteImage <id>`. */
export function requestsTo(cloud: Simulator, ...operations: string[]): string[] {
	const matching = cloud.admin.requests().filter(({ operation }) => operations.includes(operation ?? ""));
	return matching.map(({ operation, path }) =>
		[operation, ...(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(path)?.slice(0, 1) ?? [])].join(" "),
	);
}
