import type { Core } from "../core";
import type { CloudImageRecord } from "./image";
import { createImsError } from "./ims-error";
import { checkDescription, checkEnterpriseProject, checkName } from "./name-rules";

type Reader = (value: unknown, record: CloudImageRecord, core: Core) => unknown;

const readFlag: Reader = (value) => {
	if (!["true", "false"].includes(String(value))) throw createImsError("0035", "true or false");
	return String(value);
};

const readMemory = (value: unknown): number => {
	if (!/^\d+$/.test(String(value))) throw createImsError("0055");
	return Number(value);
};

/** Documented as text, sent as numbers by others: both are taken; one is kept as a number, the other as text. */
const named: Readonly<Record<string, Reader>> = {
	name: (value) => {
		checkName(readText(value));
		return value;
	},
	__description: (value) => {
		checkDescription(readText(value));
		return value;
	},
	min_ram: readMemory,
	max_ram: (value) => String(readMemory(value)),
	enterprise_project_id: (value, _record, core) => {
		checkEnterpriseProject(readText(value), core);
		return value;
	},
	hw_firmware_type: (value, record) => {
		const isAllowed = value === "uefi" || (value === "bios" && record["__support_arm"] !== "true");
		if (!isAllowed) throw createImsError("0141");
		return value;
	},
	hw_vif_multiqueue_enabled: readFlag,
	__is_config_init: readFlag,
	__support_xen_gpu_type: readText,
	__support_kvm_gpu_type: readText,
};

const supportFlags =
	/^__support_(kvm|xen|diskintensive|highperformance|largememory|xen_hana|kvm_infiniband|fc_inject|amd|kvm_hi1822_\w+)$/;

/** Properties without which there is no image. */
export const requiredProperties = ["name", "min_ram", "enterprise_project_id", "hw_firmware_type"];

/** Those of the service that nobody may change, besides all others that begin with two underscores. */
const fixed = [
	"id",
	"status",
	"owner",
	"visibility",
	"protected",
	"tags",
	"min_disk",
	"size",
	"virtual_size",
	"checksum",
	"container_format",
	"disk_format",
	"created_at",
	"updated_at",
	"active_at",
	"deleted",
	"deleted_at",
	"self",
	"file",
	"schema",
	"virtual_env_type",
];

/** How a new value of a property is read; undefined if it cannot be changed. Users' own have no capital letters. */
export function findPropertyReader(property: string): Reader | undefined {
	const reader = Object.hasOwn(named, property) ? named[property] : undefined;
	if (reader) return reader;
	if (supportFlags.test(property)) return readFlag;
	const isOwn = !property.startsWith("__") && !fixed.includes(property) && !/[A-Z]/.test(property);
	return isOwn ? readText : undefined;
}

function readText(value: unknown): string {
	if (typeof value !== "string") throw createImsError("0001", "value must be of type String");
	return value;
}
