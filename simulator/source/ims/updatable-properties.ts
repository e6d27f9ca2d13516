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

/**
 * The readers of the documented properties. Memory is documented as text, but some clients send numbers: both are
 * accepted.
 */
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

/** Properties that cannot be removed. */
export const requiredProperties = ["name", "min_ram", "enterprise_project_id", "hw_firmware_type"];

/** The service's read-only properties, besides all others that start with two underscores. */
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

/**
 * The reader of a new value; undefined if the property cannot be changed. Users' own properties have no capital
 * letters.
 */
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
