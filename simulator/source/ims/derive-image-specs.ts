import type { Core } from "../core";
import type { ExternalObject } from "../objects/external-objects";
import type { ImageSpec } from "./image-spec";
import { isBareMetal } from "./create-rules";
import { readOs } from "./os-versions";
import type { RequestKind } from "./request-kind";
import type { CreateRequest, DataImageRequest } from "./request-schemas";
import { findFile, findServer, findVolume, findVolumes } from "./sources";
import { readRequestTags } from "./tag-rules";

/** The operating system of a server or data disk without one of its own. */
const defaultOs = "CentOS 7.6 64bit";

export interface SourceContext {
	readonly body: CreateRequest;
	readonly region: string;
	readonly core: Core;
}

/**
 * Finds the sources and derives the images to create: the system image first, then data images in the order of the
 * request.
 */
export function deriveImageSpecs(kind: RequestKind, context: SourceContext): ImageSpec[] {
	switch (kind) {
		case "server":
			return [deriveFromServer(context)];
		case "volume":
			return [deriveFromVolume(context)];
		case "dataVolumes":
			return deriveFromDataVolumes(context);
		case "file":
			return deriveFromFiles(context);
	}
}

function deriveFromServer({ body, core }: SourceContext): ImageSpec {
	const id = body.instance_id ?? "";
	const server = findServer(id, core);
	const { systemDisk = 40, imageId, type } = server;
	return {
		...describe(body, core),
		...readMachine(server, "x86", undefined),
		name: body.name ?? "",
		origin: `instance,${id}`,
		virtualEnvType: isBareMetal(type as string) ? "Ironic" : "FusionCompute",
		minDisk: Number(systemDisk),
		os: readOs(readText(server, "osVersion") ?? defaultOs),
		parent: typeof imageId === "string" ? imageId : core.random.uuid("parent image"),
		jobType: "imsCreateImageByInstance",
	};
}

/** An operating system detected on the disk takes precedence over that of the request. */
function deriveFromVolume({ body, core }: SourceContext): ImageSpec {
	const id = body.volume_id ?? "";
	const volume = findVolume(id, core);
	return {
		...describe(body, core),
		...readMachine(volume, "x86", undefined),
		name: body.name ?? "",
		origin: `volume,${id}`,
		virtualEnvType: isBareMetal(body.type) ? "Ironic" : "FusionCompute",
		minDisk: Number(volume["size"] ?? 40),
		os: readOs(readText(volume, "osVersion") ?? body.os_version ?? ""),
		jobType: "imsVolumeCreateImageJob",
	};
}

function deriveFromDataVolumes({ body, core }: SourceContext): ImageSpec[] {
	const elements = body.data_images ?? [];
	const ids = elements.map(({ volume_id }) => volume_id ?? "");
	return findVolumes(ids, core).map((volume, index) => ({
		...describe(body, core, elements[index]),
		...readMachine(volume, "x86", undefined),
		name: elements[index]?.name ?? body.name ?? "",
		origin: `volume,${ids[index]}`,
		virtualEnvType: "DataImage",
		minDisk: Number(volume["size"] ?? 100),
		os: readOs(readText(volume, "osVersion") ?? defaultOs),
		jobType: "imsCopyVolumeToImageJob",
	}));
}

/**
 * A quick import does not inspect the file, so the request's values are used. Data disks have the OS type of the system
 * disk.
 */
function deriveFromFiles({ body, region, core }: SourceContext): ImageSpec[] {
	const isIso = body.type === "IsoImage";
	const isQuick = body.is_quick_import ?? false;
	const file = findFile({ url: body.image_url ?? "", isIso, isQuick }, region, core);
	const inspected = isQuick ? {} : file;
	const detected = readText(inspected, "osVersion");
	const os = detected ? readOs(detected) : readOs(body.os_version ?? "Other Linux (64 bit)", body.os_type);
	const system: ImageSpec = {
		...describe(body, core),
		...readMachine(inspected, body.architecture ?? "x86", body.hw_firmware_type),
		name: body.name ?? "",
		origin: `file,${body.image_url}`,
		virtualEnvType: isIso ? "IsoImage" : isBareMetal(body.type) ? "Ironic" : "FusionCompute",
		minDisk: body.min_disk ?? 0,
		os,
		bytes: readSize(file),
		jobType: fileJobType(body),
	};
	const data = (body.data_images ?? []).map((element, index): ImageSpec => {
		const use = { url: element.image_url ?? "", isIso: false, isQuick: element.is_quick_import ?? false };
		return {
			...system,
			...describe(body, core, element),
			name: element.name ?? `${body.name}_data_${index + 1}`,
			origin: `file,${element.image_url}`,
			virtualEnvType: "DataImage",
			minDisk: element.min_disk ?? 0,
			bytes: readSize(findFile(use, region, core)),
			jobType: "imsImportDataImageJob",
		};
	});
	return [system, ...data];
}

/** The fields common to all kinds of sources; a data disk's own values take precedence over those of the request. */
function describe(body: CreateRequest, core: Core, element?: DataImageRequest) {
	const own = element && readRequestTags(element, core);
	return {
		description: element?.description ?? body.description ?? undefined,
		tags: own ?? readRequestTags(body, core) ?? new Map<string, string>(),
		minRam: body.min_ram ?? 0,
		maxRam: body.max_ram ?? undefined,
		cmkId: body.cmk_id ?? undefined,
		enterpriseProjectId: body.enterprise_project_id ?? "0",
	};
}

function readMachine(source: ExternalObject, architecture: string, firmware: string | null | undefined) {
	const detected = readText(source, "architecture") ?? architecture;
	return { architecture: detected, firmware: detected === "arm" ? "uefi" : (firmware ?? "bios") };
}

function readText(source: ExternalObject, key: string): string | undefined {
	const value = source[key];
	return typeof value === "string" ? value : undefined;
}

function readSize({ size }: ExternalObject): number | undefined {
	return typeof size === "number" ? size : undefined;
}

function fileJobType({ type, is_quick_import, is_config }: CreateRequest): string {
	if (type === "IsoImage") return "imsImportIsoFileImageJob";
	if (is_quick_import) return "imsImportBigFileImageJob";
	return is_config ? "imsGoofysImportImageJob" : "imsGoofysImportImageWithoutconfigJob";
}
