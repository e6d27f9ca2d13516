import type { RequestOptions, ProviderProcess } from "./provider-process";
import type { Json } from "./structs";
import type { World } from "./world";

/** A simulator whose jobs take almost no time. */
export const quickly = { simulator: { settings: { durations: { createImage: 12, registerImage: 4 } } } };

const urns = {
	CloudImage: "urn:pulumi:test::contract::pulumi-nodejs:dynamic/ims:CloudImage::base",
	CustomImage: "urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:CustomImage::base",
} as const;

/** Inputs of one resource, as the classes send them. */
function declare(kind: keyof typeof urns, inputs: Json): Json {
	const identity = "contract:test:base#0123456789abcdef0123-0123456";
	return { __provider: `exports.handler=()=>require("pulumi-modelarts/${kind}")`, identity, ...inputs };
}

/** A cloud image from a server by default; `undefined` removes an input. */
export function cloudImage(changes: Json = {}): Json {
	return declare("CloudImage", { name: "base", instanceId: "877a2cda", ...changes });
}

export function customImage(changes: Json = {}): Json {
	return declare("CustomImage", { swrPath: "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4", ...changes });
}

const from = (source: Json) => cloudImage({ instanceId: undefined, tags: { team: "vision" }, ...source });
const file = { imageUrl: "images:base.qcow2", minDisk: 40, osVersion: "CentOS 7.6 64bit" };

/** A file with two data disks, and data disks of a server: several images each. */
export const cluster = from({
	...file,
	dataImages: [
		{ imageUrl: "images:a.qcow2", minDisk: 10 },
		{ imageUrl: "images:b.qcow2", minDisk: 20 },
	],
});
export const disks = from({ dataImages: [{ volumeId: "d1" }, { name: "second", volumeId: "d2" }] });

/** One of every kind: its source, its inputs, and its number of images. */
export const everyKind = [
	["a server", cloudImage({ tags: { team: "vision" } }), 1],
	["a volume", from({ volumeId: "v1", osVersion: "CentOS 7.6 64bit" }), 1],
	["a file", from(file), 1],
	["a file with data disks", cluster, 3],
	["an ISO", from({ ...file, imageUrl: "images:base.iso", type: "IsoImage" }), 1],
	["a quick import", from({ ...file, imageUrl: "images:base.zvhd2", isQuickImport: true }), 1],
	["data disks", disks, 2],
] as const;

/** For calls about these inputs. */
export function about({ __provider }: Json): RequestOptions {
	return { urn: String(__provider).includes("CustomImage") ? urns.CustomImage : urns.CloudImage };
}

/** Checks and creates an image, as the first `up` does. */
export async function makeImage(provider: ProviderProcess, given: Json) {
	const { inputs, failures } = await provider.check(given, {}, about(given));
	if (failures.length > 0) throw new Error(JSON.stringify(failures));
	return { inputs, ...(await provider.create(inputs, about(given))) };
}

/** An image as the service returns it. */
export interface SeenImage extends Json {
	readonly id: string;
	readonly name: string;
	readonly status: string;
	readonly tags: { readonly key: string; readonly value: string }[];
}

/** The existing cloud images, in the order of their creation. */
export function cloudImagesOf({ admin }: World): SeenImage[] {
	return (admin.state() as { cloudImages: SeenImage[] }).cloudImages;
}

/** The tag with the ownership marker. */
export function markerOf({ tags }: SeenImage): string | undefined {
	return tags.find(({ key }) => key === "pulumi")?.value;
}

/** The existing registered images, without the service's own. */
export function customImagesOf({ admin }: World): SeenImage[] {
	const { customImages } = admin.state() as { customImages: SeenImage[] };
	return customImages.filter(({ status, type }) => status !== "DELETED" && type !== "BUILD_IN");
}

/** How often an operation was called. */
export function countOf({ admin }: World, operation: string): number {
	return admin.requests().filter((request) => request.operation === operation).length;
}
