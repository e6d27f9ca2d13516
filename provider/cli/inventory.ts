import type { Services } from "../services/services";
import type { InstanceResponse } from "../services/modelarts/instances";
import { ApiError } from "../services/http/errors";
import type { CloudImageResponse } from "../services/ims/images";
import type { RegisteredImageResponse } from "../services/modelarts/images";
import type { NotebookResponse } from "../services/modelarts/notebooks";
import { describeCost } from "./cost-hint";
import { groupBy } from "./group-by";
import { classifyFailure } from "./classify-failure";
import type { KindName } from "../resources";

/** An object in the cloud, with the texts that may hold an ownership marker. */
export interface CloudObject {
	/** The kinds of resource that it may belong to. */
	readonly kinds: readonly KindName[];

	/** As the resource's id: for the images of one request, all ids. */
	readonly id: string;
	readonly name: string;
	readonly status: string;

	/** Milliseconds since 1970. */
	readonly createdAt?: number;
	readonly cost: string;

	/** Either a description or a tag; of images with different tags, that of a complete one. */
	readonly description?: string;
	readonly tag?: string;

	/** The description or tag of each of its ids. */
	readonly markers: readonly string[];

	/** Names of all its images. */
	readonly names: readonly string[];
}

/** The listed objects, and the lists that failed. */
export interface Inventory {
	readonly objects: readonly CloudObject[];

	/** Why the inventory may be incomplete, a sentence each. */
	readonly gaps: readonly string[];
}

/** Lists all objects of one location and these workspaces that may have a marker. An API that is not available has none. */
export async function listObjects(cloud: Services, workspaces: readonly string[]): Promise<Inventory> {
	const objects: CloudObject[] = [];
	const gaps: string[] = [];
	async function collect(list: () => Promise<CloudObject[]>): Promise<void> {
		try {
			objects.push(...(await list()));
		} catch (error) {
			if (error instanceof ApiError && classifyFailure(error).isNotServed) return;
			gaps.push(error instanceof Error ? error.message : String(error));
		}
	}

	for (const workspace_id of workspaces) {
		await collect(async () => {
			const found = await cloud.demanager.listInstances({ workspace_id, show_self: false });
			return found.filter(({ status }) => status !== "DELETED").map(describeInstance);
		});
		await collect(async () => {
			const found = await cloud.notebooks.listNotebooks({ workspace_id });
			return found.filter(({ status }) => status !== "DELETED").map(describeNotebook);
		});
		await collect(async () => {
			const found = await cloud.modelartsImages.listImages({ workspace_id });
			return found.filter(({ status }) => status !== "DELETED").map(describeImage);
		});
	}
	await collect(() => listTaggedImages(cloud));
	return { objects, gaps };
}

function describeInstance({
	id,
	name = "",
	description,
	status = "",
	flavor,
	spec,
	...rest
}: InstanceResponse): CloudObject {
	const storage = spec?.storage;
	const diskSize = storage?.type.toLowerCase() === "evs" ? storage.location?.volume_size : undefined;
	const createdAt = Number(rest.creation_timestamp) || undefined;
	const cost = describeCost({ flavor, status, diskSize });
	return {
		kinds: ["NotebookInstance"],
		id,
		name,
		status,
		createdAt,
		cost,
		description,
		markers: [description ?? ""],
		names: [name],
	};
}

function describeNotebook({
	id,
	name = "",
	description,
	status = "",
	flavor,
	volume,
	create_at,
}: NotebookResponse): CloudObject {
	const diskSize = volume?.ownership?.toUpperCase() === "DEDICATED" ? undefined : volume?.capacity;
	const cost = describeCost({ flavor, status, diskSize });
	return {
		kinds: ["Notebook"],
		id,
		name,
		status,
		createdAt: create_at,
		cost,
		description,
		markers: [description ?? ""],
		names: [name],
	};
}

function describeImage({
	id,
	swr_path,
	name = "",
	description,
	status = "",
	size,
	create_at,
}: RegisteredImageResponse): CloudObject {
	return {
		kinds: ["CustomImage", "NotebookImage"],
		id,
		name: swr_path ?? name,
		status,
		createdAt: create_at,
		cost: `${describeCost({ storedBytes: size })} in SWR, which stays when the registration is deleted`,
		description,
		markers: [description ?? ""],
		names: [name],
	};
}

/** Lists images with our tag; the images of one request are one object. */
async function listTaggedImages(cloud: Services): Promise<CloudObject[]> {
	const tagged = await cloud.imsTags.findImagesByTag("pulumi", undefined);
	const images: TaggedImage[] = [];
	for (const { id, tags } of tagged) {
		const tag = tags.pulumi ?? "";
		const image = /^[0-9a-f]{20}\.[0-9a-f]{8}\.(open|done)$/.test(tag)
			? await cloud.imsImages.findImage(id)
			: undefined;
		if (image && image.status !== "deleted") images.push({ image, tag });
	}
	const groups = groupBy(images, ({ tag }) => tag.replace(/\.\w+$/, ""));
	return [...groups.values()].flatMap(splitDuplicates).map(describeImages);
}

interface TaggedImage {
	readonly image: CloudImageResponse;
	readonly tag: string;
}

/** Two system images with the same marker are two objects, of one resource: the second is a duplicate after a lost response. */
function splitDuplicates(images: readonly TaggedImage[]): TaggedImage[][] {
	const isData = ({ image }: TaggedImage) => image.virtual_env_type === "DataImage";
	const [system, ...others] = images.filter((image) => !isData(image));
	const data = images.filter(isData);
	return [[...(system ? [system] : []), ...data], ...others.map((image) => [image])];
}

function describeImages(tagged: readonly TaggedImage[]): CloudObject {
	const images = tagged.map(({ image }) => image);
	const markers = tagged.map(({ tag }) => tag);
	const [first] = images;
	const sizes = images.map(({ __image_size: size }) => Number(size ?? Number.NaN)).filter((size) => size > 0);
	return {
		kinds: ["CloudImage"],
		id: images.map(({ id }) => id).join(","),
		name: first?.name ?? "",
		status: first?.status ?? "",
		createdAt: Date.parse(first?.created_at ?? "") || undefined,
		cost: describeCost({ storedBytes: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size) : undefined }),
		tag: markers.find((tag) => tag.endsWith(".done")) ?? markers[0],
		markers,
		names: images.map(({ name = "" }) => name),
	};
}

/** The part of an object with these ids. */
export function takePart(object: CloudObject, ids: readonly string[]): CloudObject {
	const markers = object.id.split(",").flatMap((id, at) => (ids.includes(id) ? [object.markers[at] ?? ""] : []));
	return { ...object, id: ids.join(","), markers };
}
