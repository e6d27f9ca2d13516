import type { Core } from "../core";
import type { ExternalObject } from "../objects/external-objects";
import { readFileUrl } from "./file-url";
import type { FileUrl } from "./file-url";
import { createImsError } from "./ims-error";
import type { CreateRequest } from "./request-schemas";

const gigabyte = 1024 ** 3;
const maxDiskSize = 1024;
const fileFormats = ["vmdk", "vhd", "qcow2", "raw", "vhdx", "qed", "vdi", "qcow", "zvhd2", "zvhd"];
const unknown: ExternalObject = {};

/** Finds a server, and checks that an image can be created from it. */
export function findServer(id: string, core: Core): ExternalObject {
	const { strictWorld, serverMustBeStopped } = core.settings.values;
	const server = core.objects.find("servers", id);
	if (!server && strictWorld) throw createImsError("0005");
	const { status, task, systemDisk } = server ?? unknown;
	const states = serverMustBeStopped ? ["SHUTOFF"] : ["ACTIVE", "SHUTOFF"];
	if (status !== undefined && !states.includes(status as string)) throw createImsError("0008");
	if (task !== undefined && task !== null) throw createImsError("0010");
	if (systemDisk === null) throw createImsError("0119");
	if (Number(systemDisk) > maxDiskSize) throw createImsError("0111");
	return server ?? unknown;
}

/** Finds a volume with an operating system or data. */
export function findVolume(id: string, core: Core): ExternalObject {
	const volume = core.objects.find("volumes", id);
	if (!volume && core.settings.values.strictWorld) throw createImsError("0120");
	const { status, kind, serverId, size } = volume ?? unknown;
	if (kind === "DSS" || kind === "DESS") throw createImsError("0153");
	const isUsable = status === undefined || status === "in-use" || status === "available";
	if (!isUsable || serverId === null) throw createImsError("0022");
	if (Number(size) > maxDiskSize) throw createImsError("0111");
	return volume ?? unknown;
}

/** Finds the volumes of a request, and checks that those with a known server have the same one. */
export function findVolumes(ids: readonly string[], core: Core): ExternalObject[] {
	const volumes = ids.map((id) => findVolume(id, core));
	const servers = volumes.flatMap(({ serverId }) => serverId ?? []);
	if (new Set(servers).size > 1) throw createImsError("0140");
	return volumes;
}

export interface FileUse {
	readonly url: string;
	readonly isIso: boolean;
	readonly isQuick: boolean;
}

/** Finds a file in OBS, and checks its region, storage class, size and format for this kind of import. */
export function findFile({ url, isIso, isQuick }: FileUse, region: string, core: Core): ExternalObject {
	const parts = readFileUrl(url, isIso);
	const file = core.objects.find("files", `${parts.bucket}/${parts.key}`) ?? core.objects.find("files", url);
	if (!file && core.settings.values.strictWorld) throw createImsError("0057");
	const { region: itsRegion = region, storageClass = "STANDARD", size } = file ?? unknown;
	if (itsRegion !== region) throw createImsError("0058");
	if (storageClass !== "STANDARD" || size === 0) throw createImsError("0057");
	if (Number(size) > (isQuick ? 1024 : 128) * gigabyte) throw createImsError("0059");
	checkFormat(detectFormat(parts, file), isIso, isQuick, file);
	return file ?? unknown;
}

/** The format of a file put in, or the extension of its name if it is known. */
function detectFormat({ ending }: FileUrl, file: ExternalObject | undefined): string | undefined {
	if (typeof file?.["format"] === "string") return file["format"].toLowerCase();
	return [...fileFormats, "iso"].includes(ending) ? ending : undefined;
}

function checkFormat(format: string | undefined, isIso: boolean, isQuick: boolean, file?: ExternalObject): void {
	if (format === undefined) return;
	if (isIso !== (format === "iso") || (!isIso && !fileFormats.includes(format))) throw createImsError("0072", format);
	if (!isQuick) return;
	const isSupported = format === "zvhd2" || (format === "raw" && file?.["bitmap"] !== false);
	if (!isSupported) throw createImsError("0158", format);
}

/** Checks the key that encrypts the image. */
export function checkKey({ cmk_id }: CreateRequest, core: Core): void {
	const { kmsKeys, disabledKmsKeys } = core.settings.values;
	if (!cmk_id) return;
	if (kmsKeys && !kmsKeys.includes(cmk_id)) throw createImsError("0095");
	if (disabledKmsKeys.includes(cmk_id)) throw createImsError("0097");
}
