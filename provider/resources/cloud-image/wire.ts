import type { CloudImageResponse, CreateImageBody, TagBody } from "../../services/ims/images";
import type { Location } from "../../lifecycle/contract";
import type { Inputs, Outputs } from "./properties";
import { hasSystemImage } from "./source";
import { listDesiredImages, markerOf } from "./desired-images";

/** The body of `createImage`: which kind it is, the fields tell. What the user did not give is not sent. */
export function toCreateBody(inputs: Inputs): CreateImageBody {
	const desired = listDesiredImages(inputs);
	const marker = markerOf(inputs, "open");
	const data = desired.filter(({ isData }) => isData);
	const system = desired.find(({ isData }) => !isData);
	const data_images = inputs.dataImages?.map((image, at) => ({
		name: data[at]?.name,
		description: data[at]?.description,
		volume_id: image.volumeId,
		image_url: image.imageUrl,
		min_disk: image.minDisk,
		is_quick_import: image.isQuickImport,
		image_tags: toTagBodies({ ...data[at]?.tags, ...marker }),
	}));
	const common = {
		enterprise_project_id: inputs.enterpriseProjectId,
		min_ram: inputs.minRam,
		max_ram: inputs.maxRam,
	};
	if (!hasSystemImage(inputs)) return { data_images, ...common };

	return {
		name: inputs.name,
		description: inputs.description,
		instance_id: inputs.instanceId,
		volume_id: inputs.volumeId,
		image_url: inputs.imageUrl,
		min_disk: inputs.minDisk,
		os_version: inputs.osVersion,
		os_type: inputs.osType,
		is_config: inputs.isConfig,
		cmk_id: inputs.cmkId,
		type: inputs.type,
		is_quick_import: inputs.isQuickImport,
		architecture: inputs.architecture,
		hw_firmware_type: inputs.hwFirmwareType,
		image_tags: toTagBodies({ ...system?.tags, ...marker }),
		data_images,
		...common,
	};
}

function toTagBodies(tags: Record<string, string>): TagBody[] {
	return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** What is known of the images and of the job that makes them. */
export interface Seen {
	readonly jobId?: string;
	/** The system image, then the data images in the order of the request; fewer while they are being made. */
	readonly images: readonly CloudImageResponse[];
}

/** The id of the resource. */
export function toId(inputs: Inputs, { images, jobId }: Seen): string {
	const ids = images.map((image) => image.id);
	const real = hasSystemImage(inputs)
		? images.find((image) => !isDataImage(image))?.id
		: ids.length >= listDesiredImages(inputs).length && ids.join(",");
	return real || (jobId ? `job:${jobId}` : ids.join(","));
}

/** What is written to the state: every input as it was given, and what only the service knows. */
export function toOutputs(inputs: Inputs, location: Location, { jobId, images }: Seen): Outputs {
	const first = hasSystemImage(inputs) ? images.find((image) => !isDataImage(image)) : images[0];
	const data = images.filter(isDataImage);
	const size = Number(first?.__image_size ?? Number.NaN);
	return {
		...inputs,
		...location,
		imageId: first?.id,
		imageIds: images.map(({ id }) => id),
		dataImageIds: data.map(({ id }) => id),
		status: worstStatus(images),
		jobId,
		size: size > 0 ? size : undefined,
		actualMinDisk: first?.min_disk,
		detectedOsVersion: first?.__os_version,
		platform: first?.__platform,
		visibility: first?.visibility,
		createdAt: toTime(first?.created_at),
		updatedAt: toTime(first?.updated_at),
	};
}

export function isDataImage({ virtual_env_type }: CloudImageResponse): boolean {
	return virtual_env_type === "DataImage";
}

/** The status of several images is that of the first that has failed, else of the first that is not usable yet. */
export function worstStatus(images: readonly CloudImageResponse[]): string {
	if (images.length === 0) return "saving";
	const other = images.find(({ status }) => status === "killed") ?? images.find(({ status }) => status !== "active");
	// One of which only the id is known, as the job tells it, is on its way.
	return other ? (other.status ?? "saving") : "active";
}

function toTime(time: string | undefined): string | undefined {
	const date = new Date(time ?? "");
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
