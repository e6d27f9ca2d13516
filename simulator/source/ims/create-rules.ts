import type { Core } from "../core";
import { readFileUrl } from "./file-url";
import { createImsError } from "./ims-error";
import { osVersions } from "./os-versions";
import type { RequestKind } from "./request-kind";
import type { CreateRequest, DataImageRequest } from "./request-schemas";

const serverTypes = ["ECS", "BMS", "FusionCompute", "Ironic"];

export const isBareMetal = (type: string | null | undefined): boolean => type === "BMS" || type === "Ironic";

/** Validates the fields that each kind of source requires, before the source itself is checked. */
export function checkKind(request: CreateRequest, kind: RequestKind, core: Core): void {
	switch (kind) {
		case "server":
			return;
		case "dataVolumes":
			return checkVolumes(request.data_images ?? []);
		case "volume":
			return checkVolume(request, core);
		case "file":
			return checkFile(request, core);
	}
}

function checkVolumes(elements: readonly DataImageRequest[]): void {
	for (const { volume_id, image_url } of elements) {
		if (image_url) throw createImsError("0001", "image_url of a data disk needs one of the system disk");
		if (!volume_id) throw createImsError("0120");
	}
}

function checkVolume({ type, os_version }: CreateRequest, core: Core): void {
	if (!serverTypes.includes(type ?? "ECS")) throw createImsError("0117");
	if (!os_version) throw createImsError("0056", "os_version is mandatory");
	checkOsVersion(os_version, core);
}

function checkFile(request: CreateRequest, core: Core): void {
	const { type, min_disk, os_type, os_version, architecture, hw_firmware_type, is_quick_import } = request;
	const isIso = type === "IsoImage";
	checkDisk(min_disk, core.settings.values.systemDiskRange);
	if (type && !isIso && !serverTypes.includes(type)) throw createImsError("0024");
	if (architecture && !["x86", "arm"].includes(architecture)) throw createImsError("0212");
	if (hw_firmware_type && !["bios", "uefi"].includes(hw_firmware_type)) throw createImsError("0141");
	if (architecture === "arm" && hw_firmware_type === "bios") throw createImsError("0141", "arm boots by UEFI only");
	if (os_type && !["Linux", "Windows", "Other"].includes(os_type)) throw createImsError("0056");
	if (isIso && !os_version) throw createImsError("0166");
	if (is_quick_import && !os_version) throw createImsError("0159");
	if (os_version) checkOsVersion(os_version, core);
	if (isBareMetal(type) && request.cmk_id) throw createImsError("0118");
	checkDataFiles(request, core);
	readFileUrl(request.image_url ?? "", isIso);
}

function checkDataFiles({ image_url, data_images }: CreateRequest, core: Core): void {
	const elements = data_images ?? [];
	for (const element of elements) {
		if (element.volume_id) throw createImsError("0001", "volume_id of a data disk beside a file");
		if (!element.image_url) throw createImsError("0040", "a data disk needs an image_url");
		checkDisk(element.min_disk, core.settings.values.dataDiskRange);
		readFileUrl(element.image_url, false);
	}
	const urls = [image_url, ...elements.map((element) => element.image_url)];
	if (new Set(urls).size < urls.length) throw createImsError("0123");
	if (elements.length > 3) throw createImsError("0194");
}

function checkDisk(size: number | null | undefined, [min, max]: readonly [number, number]): void {
	if (typeof size !== "number" || size < min || size > max)
		throw createImsError("0055", `min_disk must be from ${min} to ${max} GB`);
}

/** Any version is accepted unless the setting says otherwise, because the list differs by region. */
function checkOsVersion(version: string, { settings }: Core): void {
	if (settings.values.refuseUnknownOsVersions && !osVersions.some(({ os_version }) => os_version === version))
		throw createImsError("0056", version);
}
