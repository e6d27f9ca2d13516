import type { HiddenInputs, HiddenOutputs } from "../../lifecycle/contract";

/**
 * What users write and read: the inputs and outputs of an IMS cloud image.
 *
 * API page: IMS "Creating an Image", `POST /v2/cloudimages/action`. Names are the API's in camelCase.
 */
export interface CommonInputs {
	/**
	 * 1 to 128 letters, digits, Chinese characters, spaces, `.` `_` `-`, no space at either end. Changed in place.
	 *
	 * @default the resource's logical name and 7 hex digits
	 */
	name?: string;

	/** Up to 1024 characters in one line, none of `<` `>`. Changed in place. */
	description?: string;

	/**
	 * Keys of 1 to 128 and values of up to 255 characters; 19 at most, as the provider adds one of its own, `pulumi`.
	 * Many regions allow keys of 36, values of 43, and 10 tags an image. Changed in place; tags that the program does not
	 * know are left alone.
	 *
	 * @default `huaweicloud:defaultTags`
	 */
	tags?: Record<string, string>;

	/**
	 * `0` for the default one, else a UUID. Changed in place, for data images by a replacement; taken out of the program,
	 * it stays as it is.
	 */
	enterpriseProjectId?: string;

	/**
	 * Megabytes that a server needs at least. Changed in place, for data images by a replacement.
	 *
	 * @default 0, no limit
	 */
	minRam?: number;

	/**
	 * Megabytes that a server may have at most. Changed in place, for data images by a replacement.
	 *
	 * @default 0, no limit
	 */
	maxRam?: number;

	/** Any text; a change makes a new image from the same source. */
	rebuild?: string;

	/**
	 * A change from where the image is replaces it.
	 *
	 * @default the region of the provider, `huaweicloud:region`
	 */
	region?: string;

	/**
	 * A change from where the image is replaces it.
	 *
	 * @default the project of the provider, `huaweicloud:projectId`
	 */
	projectId?: string;

	/**
	 * Id of an existing image (several: joined by commas) to take over instead of making one; fails if that differs in
	 * what cannot be changed in place. Ignored once the image is in the state.
	 */
	adopt?: string;
}

/** From the system disk of a server. */
export interface FromServer {
	/** The server, running or stopped. A change makes a new image. */
	instanceId: string;
}

/** From a volume that holds an operating system. */
export interface FromVolume {
	/** The volume. A change makes a new image. */
	volumeId: string;

	/**
	 * Such as `CentOS 7.0 64bit`; what the service detects on the volume wins (`detectedOsVersion`). A change makes a new
	 * image.
	 */
	osVersion: string;

	/**
	 * `ECS` and `FusionCompute` are the same, `BMS` and `Ironic` too. A change makes a new image.
	 *
	 * @default "ECS"
	 */
	type?: "ECS" | "BMS" | "FusionCompute" | "Ironic";
}

/** From a file in OBS: a disk image, an ISO, or for quick import a file in RAW or ZVHD2. */
export interface FromFile {
	/** `bucket:object`, both of storage class Standard, in the same region; no blanks. A change makes a new image. */
	imageUrl: string;

	/** Gigabytes of the system disk, `1` to `1024`; many regions want `40` at least. A change makes a new image. */
	minDisk: number;

	/**
	 * Required for an ISO and for quick import; else what the service detects wins (`detectedOsVersion`). A change makes a
	 * new image.
	 */
	osVersion?: string;

	/** A change makes a new image. */
	osType?: "Linux" | "Windows" | "Other";

	/**
	 * Let the service install drivers and the like. Cannot be read back. A change makes a new image.
	 *
	 * @default false
	 */
	isConfig?: boolean;

	/** Key of KMS for an encrypted image; some regions refuse one for BMS. A change makes a new image. */
	cmkId?: string;

	/**
	 * `ECS` and `FusionCompute` are the same, `BMS` and `Ironic` too. A change makes a new image.
	 *
	 * @default "ECS"
	 */
	type?: "ECS" | "BMS" | "FusionCompute" | "Ironic" | "IsoImage";

	/**
	 * For large files, RAW (with its bitmap file) or ZVHD2 only; the file is not looked into. Cannot be read back. A
	 * change makes a new image.
	 *
	 * @default false
	 */
	isQuickImport?: boolean;

	/**
	 * `arm` boots by UEFI. A change makes a new image.
	 *
	 * @default "x86"
	 */
	architecture?: "x86" | "arm";

	/**
	 * How it boots. Changed in place; taken out of the program, it stays as it is.
	 *
	 * @default "bios", for `arm` "uefi"
	 */
	hwFirmwareType?: "bios" | "uefi";

	/** Up to 3 data disks that come with it, each an image of its own. */
	dataImages?: FileDataImage[];
}

/** From data disks of one server: one image each, nothing else. */
export interface FromDataVolumes {
	/** One item for each disk; more, fewer or other disks make new images. */
	dataImages: VolumeDataImage[];
}

interface DataImage {
	/**
	 * Changed in place.
	 *
	 * @default the image's name, a hyphen and its place, from 1
	 */
	name?: string;

	/**
	 * Changed in place.
	 *
	 * @default the description of the whole
	 */
	description?: string;

	/**
	 * In place of the tags of the whole. Changed in place.
	 *
	 * @default the tags of the whole
	 */
	tags?: Record<string, string>;
}

export interface FileDataImage extends DataImage {
	/** `bucket:object`. A change makes new images. */
	imageUrl: string;

	/** Gigabytes, `1` to `2048`. A change makes new images. */
	minDisk: number;

	/**
	 * As for the system disk. A change makes new images.
	 *
	 * @default false
	 */
	isQuickImport?: boolean;
}

export interface VolumeDataImage extends DataImage {
	/** A data disk of the server. A change makes new images. */
	volumeId: string;
}

type Source = FromServer & FromVolume & FromFile & FromDataVolumes;

/**
 * One source, and nothing of the others; its data images neither. What is not its own is `undefined`, by which the compiler
 * knows which source is meant, and complains of the input that is wrong instead of one that another source would need.
 */
type Only<One> = { [Key in keyof One]: Key extends "dataImages" ? OnlyItems<One[Key]> : One[Key] } & Without<
	Source,
	One
>;
type OnlyItems<Items> = Items extends (infer Item)[] ? (Item & Without<AnyDataImage, Item>)[] : Items;
type Without<All, One> = { [Other in Exclude<keyof All, keyof One>]?: undefined };

// The compiler takes the last one that has `dataImages` for the one that is meant when an item of theirs is wrong.
export type CloudImageInputs = CommonInputs &
	(Only<FromServer> | Only<FromVolume> | Only<FromDataVolumes> | Only<FromFile>);

export interface CloudImageOutputs {
	/** The effective name. */
	name: string;
	description?: string;
	tags?: Record<string, string>;
	enterpriseProjectId?: string;
	minRam?: number;
	maxRam?: number;
	rebuild?: string;

	/** Where the image is. */
	region: string;

	/** Where the image is. */
	projectId: string;
	adopt?: string;
	instanceId?: string;
	volumeId?: string;
	imageUrl?: string;
	minDisk?: number;
	osVersion?: string;
	osType?: FromFile["osType"];
	isConfig?: boolean;
	cmkId?: string;
	type?: FromFile["type"];
	isQuickImport?: boolean;
	architecture?: FromFile["architecture"];
	hwFirmwareType?: FromFile["hwFirmwareType"];
	dataImages?: (FileDataImage | VolumeDataImage)[];

	/** Id of the image, of the system image where there are several; use this, not the resource's id. */
	imageId?: string;

	/** Ids of all images: the system image, then the data images in the order of the request. */
	imageIds?: string[];

	/** Ids of the data images, in the order of the request. */
	dataImageIds?: string[];

	/** `active` once it can be used. */
	status: string;

	/** The job that made it. */
	jobId?: string;

	/** Bytes. */
	size?: number;

	/** Gigabytes that the service asks of a system disk. */
	actualMinDisk?: number;

	/** What the service found on the disk. */
	detectedOsVersion?: string;

	/** Family of the operating system. */
	platform?: string;

	/** `private`, `shared` or `public`. */
	visibility?: string;

	/** ISO 8601, UTC. */
	createdAt?: string;

	/** ISO 8601, UTC. */
	updatedAt?: string;
}

/** A data image of either kind of source. */
export interface AnyDataImage extends DataImage {
	volumeId?: string;
	imageUrl?: string;
	minDisk?: number;
	isQuickImport?: boolean;
}

/** Inputs after `check`: one of the sources, which one is told by `source.ts`. */
export interface Inputs extends CommonInputs, HiddenInputs, Omit<Partial<Source>, "dataImages" | "type"> {
	name: string;
	type?: FromFile["type"];
	dataImages?: AnyDataImage[];
}

/** What is in the state. */
export type Outputs = Omit<CloudImageOutputs, keyof Inputs> & Inputs & HiddenOutputs;
