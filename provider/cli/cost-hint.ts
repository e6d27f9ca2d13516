/** The properties of an object that are billed. */
export interface BilledObject {
	/** The machine: `modelarts.vm.cpu.2u`. */
	readonly flavor?: string;
	readonly status?: string;

	/** Of its own disk, gigabytes. */
	readonly diskSize?: number;

	/** Size of its storage, bytes. */
	readonly storedBytes?: number;
}

/** In these statuses no machine is billed. */
const UNBILLED_STATUSES = ["STOPPED", "CREATE_FAILED", "ERROR", "FROZEN", "DELETED"];

/** Describes what is billed until the object is deleted; without prices, as these depend on the account. */
export function describeCost({ flavor, status = "", diskSize, storedBytes }: BilledObject): string {
	const disk = diskSize === undefined ? undefined : `a disk of ${diskSize} GB`;
	const machine = flavor === undefined || UNBILLED_STATUSES.includes(status) ? undefined : `a machine (${flavor})`;
	const stored = storedBytes === undefined ? undefined : `${formatSize(storedBytes)} of storage`;
	const parts = [machine, disk, stored].filter((part) => part !== undefined);
	if (parts.length > 0) return `billed: ${parts.join(" and ")}`;
	return flavor === undefined ? "billed: its storage" : "stopped: no machine is billed";
}

function formatSize(bytes: number): string {
	if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
	return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
