import { boolean, type ChangePolicy, integer, list, map, object, oneOf, string } from "../../definition/fields";
import { findSources, source, type SourceInputs } from "../../definition/sources";
import { readTags } from "../../definition/tags";
import type { CloudImageResponse } from "../../services/ims/images";

export const name = {
	optional: true,
	onChange: "update",
	expected: "1 to 128 letters, digits, Chinese characters, spaces, `.` `_` `-`, no space at either end",
	pattern: /^(?! )[A-Za-z0-9._ \-\u4E00-\u9FFF]{1,128}$(?<! )/,
} as const;

export const description = {
	optional: true,
	onChange: "update",
	expected: "up to 1024 characters in one line, none of < >",
	pattern: /^[^\r\n<>]{0,1024}$/u,
	response: "__description",
	fromResponse: (found: string | undefined) => found ?? "",
} as const;

/** Tags are read by a request of their own, and are no fields of the image. */
export const tags = {
	optional: true,
	onChange: "update",
	request: "image_tags",
	toRequest: (given: Record<string, string>) => Object.entries(given).map(([key, value]) => ({ key, value })),
	drift: readTags,
} as const;

const imageUrl = {
	expected: "bucket:object without blanks, such as images:centos7.qcow2",
	pattern: /^[^\s:/]{3,63}:(?!\/)[^\s]{1,1024}$/,
	response: false,
} as const;

const type = {
	optional: true,
	serviceDefault: "ECS",
	normalize: toType,
	response: "virtual_env_type",
	fromResponse: toType,
} as const;

const isQuickImport = { optional: true, serviceDefault: false, response: false } as const;

/** What a data image has of its own, whatever it is made from. */
export const dataImage = {
	/**
	 * Its own name.
	 *
	 * @default the image's name, a hyphen and its place, from 1
	 */
	name: string(name),

	/**
	 * Its own description.
	 *
	 * @default the description of the whole
	 */
	description: string(description),

	/**
	 * In place of the tags of the whole.
	 *
	 * @default the tags of the whole
	 */
	tags: map(tags),
};

const dataImages = {
	min: 1,
	expected: "a list of data images",
	expectedCount: "at least one data image",
	serviceDefault: [],
	response: false,
} as const;

/** What an image can be made from. */
export const sources = {
	/** From the system disk of a server. */
	server: source("an image from a server", {
		/** The server, running or stopped. */
		instanceId: string({ response: false }),
	}),

	/** From a volume that holds an operating system. */
	volume: source("an image from a volume", {
		/** The volume. */
		volumeId: string({ response: false }),

		/** Such as `CentOS 7.0 64bit`; what the service detects on the volume wins (`detectedOsVersion`). */
		osVersion: string({ response: false, expectedIfMissing: 'a version such as "CentOS 7.0 64bit"' }),

		/** `ECS` and `FusionCompute` are the same, `BMS` and `Ironic` too. */
		type: oneOf(["ECS", "BMS", "FusionCompute", "Ironic"], {
			...type,
			insteadOf: { IsoImage: "a type other than IsoImage for a volume" },
		}),
	}),

	/** From data disks of one server: one image each, nothing else. */
	dataVolumes: source("images from data disks", {
		/** One item for each disk; more, fewer or other disks make new images. */
		dataImages: list(
			object({
				/** A data disk of the server. */
				volumeId: string({ response: false, expectedIfMissing: "the volumeId of each data image" }),

				...dataImage,
			}),
			dataImages,
		),
	}),

	/** From a file in OBS: a disk image, an ISO, or for quick import a file in RAW or ZVHD2. */
	file: source("an image from a file", {
		/** `bucket:object`, both of storage class Standard, in the same region; no blanks. */
		imageUrl: string(imageUrl),

		/** Gigabytes of the system disk, `1` to `1024`; many regions want `40` at least. */
		minDisk: integer({
			min: 1,
			max: 1024,
			unit: "GB; many regions want 40 at least",
			response: false,
			expectedIfMissing: "1 to 1024 (GB; many regions want 40 at least)",
		}),

		/** Required for an ISO and for quick import; else what the service detects wins (`detectedOsVersion`). */
		osVersion: string({ optional: true, response: false }),

		/** Family of the operating system. */
		osType: oneOf(["Linux", "Windows", "Other"], { optional: true, response: false }),

		/** Let the service install drivers and the like. Cannot be read back. */
		isConfig: boolean({ optional: true, serviceDefault: false, response: false }),

		/** Key of KMS for an encrypted image; some regions refuse one for BMS. */
		cmkId: string({
			optional: true,
			response: "__system__cmkid",
			fromResponse: (found: string | undefined) => found || undefined,
		}),

		/** `ECS` and `FusionCompute` are the same, `BMS` and `Ironic` too. */
		type: oneOf(["ECS", "BMS", "FusionCompute", "Ironic", "IsoImage"], type),

		/** For large files, RAW (with its bitmap file) or ZVHD2 only; the file is not looked into. Cannot be read back. */
		isQuickImport: boolean(isQuickImport),

		/** `arm` boots by UEFI. */
		architecture: oneOf(["x86", "arm"], { optional: true, serviceDefault: "x86", response: false }),

		/**
		 * How it boots. Taken out of the program, it stays as it is.
		 *
		 * @default "bios", for `arm` "uefi"
		 */
		hwFirmwareType: oneOf(["bios", "uefi"], {
			optional: true,
			onChange: onSystemImage,
			keepWhenOmitted: true,
			fromResponse: (found: string | undefined) => (found === "uefi" ? "uefi" : "bios"),
		}),

		/** Up to 3 data disks that come with it, each an image of its own. */
		dataImages: list(
			object({
				/** `bucket:object`. */
				imageUrl: string({ ...imageUrl, expectedIfMissing: "the imageUrl of each data image" }),

				/** Gigabytes, `1` to `2048`. */
				minDisk: integer({
					min: 1,
					max: 2048,
					unit: "GB",
					response: false,
					expectedIfMissing: "the minDisk of each data image",
				}),

				/** As for the system disk. */
				isQuickImport: boolean(isQuickImport),

				...dataImage,
			}),
			{ ...dataImages, optional: true },
		),
	}),
};

type Sources = typeof sources;
export type FromServer = SourceInputs<Sources["server"]>;
export type FromVolume = SourceInputs<Sources["volume"]>;
export type FromDataVolumes = SourceInputs<Sources["dataVolumes"]>;
export type FromFile = SourceInputs<Sources["file"]>;
export type VolumeDataImage = FromDataVolumes["dataImages"][number];
export type FileDataImage = NonNullable<FromFile["dataImages"]>[number];

/** Whether the first of the images holds a system; the others, or all, are data images. */
export function hasSystemImage(inputs: object): boolean {
	return findSources(sources, inputs)[0] !== "dataVolumes";
}

/** For a system image in place, a replacement where there are data images only (IMG.0168). */
export function onSystemImage(inputs: object): ChangePolicy {
	return hasSystemImage(inputs) ? "update" : "replace";
}

/** A type under the first of its names. */
function toType(type: unknown): unknown {
	return { FusionCompute: "ECS", Ironic: "BMS" }[String(type)] ?? type;
}

/** The inputs that name what one image is made from. */
interface Origin {
	readonly instanceId?: string;
	readonly volumeId?: string;
	readonly imageUrl?: string;
}

/** What the service will say that an image was made from. */
export function originOf({ instanceId, volumeId, imageUrl }: Origin): string | undefined {
	if (instanceId !== undefined) return `instance,${instanceId}`;
	if (volumeId !== undefined) return `volume,${volumeId}`;
	return imageUrl && `file,${imageUrl}`;
}

/** The source that the service tells; `undefined` if it tells none, or one that our resources do not make images from. */
export function readSource({ __data_origin: origin = "" }: CloudImageResponse) {
	const comma = origin.indexOf(",");
	const source = origin.slice(comma + 1);
	switch (origin.slice(0, comma)) {
		case "instance":
			return { instanceId: source, volumeId: undefined, imageUrl: undefined };
		case "volume":
			return { instanceId: undefined, volumeId: source, imageUrl: undefined };
		case "file":
			return { instanceId: undefined, volumeId: undefined, imageUrl: source };
		default:
			return undefined;
	}
}
