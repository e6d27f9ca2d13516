import type { Core } from "../core";
import type { ForeignObject } from "../objects/objects";
import type { Blueprint } from "./blueprint";
import { isBareMetal } from "./create-rules";
import { readOs } from "./os-versions";
import type { RequestKind } from "./request-kind";
import type { CreateRequest, DataImageRequest } from "./request-shapes";
import { findFile, findServer, findVolume, findVolumes } from "./sources";
import { readRequestTags } from "./tag-rules";

/** Of a server or data disk that says nothing of its own. */
const usualOs = "CentOS 7.6 64bit";

export interface Draft {
	readonly request: CreateRequest;
	readonly region: string;
	readonly core: Core;
}

/** Looks up the sources, and says what images come of them: the system image first, then data images as requested. */
export function draftImages(kind: RequestKind, draft: Draft): Blueprint[] {
	switch (kind) {
		case "server":
			return [draftFromServer(draft)];
		case "volume":
			return [draftFromVolume(draft)];
		case "dataVolumes":
			return draftFromDataVolumes(draft);
		case "file":
			return draftFromFiles(draft);
	}
}

function draftFromServer({ request, core }: Draft): Blueprint {
	const id = request.instance_id ?? "";
	const server = findServer(id, core);
	const { systemDisk = 40, imageId, type } = server;
	return {
		...describe(request, core),
		...readMachine(server, "x86", undefined),
		name: request.name ?? "",
		origin: `instance,${id}`,
		virtualEnvType: isBareMetal(type as string) ? "Ironic" : "FusionCompute",
		minDisk: Number(systemDisk),
		os: readOs(textOf(server, "osVersion") ?? usualOs),
		parent: typeof imageId === "string" ? imageId : core.random.uuid("parent image"),
		jobType: "imsCreateImageByInstance",
	};
}

/** Where the platform finds an operating system on the disk, that one counts and the request's does not. */
function draftFromVolume({ request, core }: Draft): Blueprint {
	const id = request.volume_id ?? "";
	const volume = findVolume(id, core);
	return {
		...describe(request, core),
		...readMachine(volume, "x86", undefined),
		name: request.name ?? "",
		origin: `volume,${id}`,
		virtualEnvType: isBareMetal(request.type) ? "Ironic" : "FusionCompute",
		minDisk: Number(volume["size"] ?? 40),
		os: readOs(textOf(volume, "osVersion") ?? request.os_version ?? ""),
		jobType: "imsVolumeCreateImageJob",
	};
}

function draftFromDataVolumes({ request, core }: Draft): Blueprint[] {
	const elements = request.data_images ?? [];
	const ids = elements.map(({ volume_id }) => volume_id ?? "");
	return findVolumes(ids, core).map((volume, index) => ({
		...describe(request, core, elements[index]),
		...readMachine(volume, "x86", undefined),
		name: elements[index]?.name ?? request.name ?? "",
		origin: `volume,${ids[index]}`,
		virtualEnvType: "DataImage",
		minDisk: Number(volume["size"] ?? 100),
		os: readOs(textOf(volume, "osVersion") ?? usualOs),
		jobType: "imsCopyVolumeToImageJob",
	}));
}

/** A quick import does not look into the file: what the request says counts. Data disks follow the system's OS type. */
function draftFromFiles({ request, region, core }: Draft): Blueprint[] {
	const isIso = request.type === "IsoImage";
	const isQuick = request.is_quick_import ?? false;
	const file = findFile({ url: request.image_url ?? "", isIso, isQuick }, region, core);
	const seen = isQuick ? {} : file;
	const detected = textOf(seen, "osVersion");
	const os = detected ? readOs(detected) : readOs(request.os_version ?? "Other Linux (64 bit)", request.os_type);
	const system: Blueprint = {
		...describe(request, core),
		...readMachine(seen, request.architecture ?? "x86", request.hw_firmware_type),
		name: request.name ?? "",
		origin: `file,${request.image_url}`,
		virtualEnvType: isIso ? "IsoImage" : isBareMetal(request.type) ? "Ironic" : "FusionCompute",
		minDisk: request.min_disk ?? 0,
		os,
		bytes: sizeOf(file),
		jobType: fileJobType(request),
	};
	const data = (request.data_images ?? []).map((element, index): Blueprint => {
		const use = { url: element.image_url ?? "", isIso: false, isQuick: element.is_quick_import ?? false };
		return {
			...system,
			...describe(request, core, element),
			name: element.name ?? `${request.name}_data_${index + 1}`,
			origin: `file,${element.image_url}`,
			virtualEnvType: "DataImage",
			minDisk: element.min_disk ?? 0,
			bytes: sizeOf(findFile(use, region, core)),
			jobType: "imsImportDataImageJob",
		};
	});
	return [system, ...data];
}

/** What is the same for all kinds; a data disk's own values win over those of the whole request. */
function describe(request: CreateRequest, core: Core, element?: DataImageRequest) {
	const own = element && readRequestTags(element, core);
	return {
		description: element?.description ?? request.description ?? undefined,
		tags: own ?? readRequestTags(request, core) ?? new Map<string, string>(),
		minRam: request.min_ram ?? 0,
		maxRam: request.max_ram ?? undefined,
		cmkId: request.cmk_id ?? undefined,
		enterpriseProjectId: request.enterprise_project_id ?? "0",
	};
}

function readMachine(source: ForeignObject, architecture: string, firmware: string | null | undefined) {
	const detected = textOf(source, "architecture") ?? architecture;
	return { architecture: detected, firmware: detected === "arm" ? "uefi" : (firmware ?? "bios") };
}

function textOf(source: ForeignObject, key: string): string | undefined {
	const value = source[key];
	return typeof value === "string" ? value : undefined;
}

function sizeOf({ size }: ForeignObject): number | undefined {
	return typeof size === "number" ? size : undefined;
}

function fileJobType({ type, is_quick_import, is_config }: CreateRequest): string {
	if (type === "IsoImage") return "imsImportIsoFileImageJob";
	if (is_quick_import) return "imsImportBigFileImageJob";
	return is_config ? "imsGoofysImportImageJob" : "imsGoofysImportImageWithoutconfigJob";
}
