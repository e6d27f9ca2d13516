/** What is known of an object that costs something. */
export interface Priced {
	/** The machine: `modelarts.vm.cpu.2u`. */
	readonly flavor?: string;
	readonly status?: string;

	/** Of its own disk, gigabytes. */
	readonly diskSize?: number;

	/** What is stored, bytes. */
	readonly storedBytes?: number;
}

/** Without an hour of it being paid for. */
const IDLE = ["STOPPED", "CREATE_FAILED", "ERROR", "FROZEN", "DELETED"];

/** What an object costs as long as nobody deletes it; prices depend on the account, so there are none. */
export function hintCost({ flavor, status = "", diskSize, storedBytes }: Priced): string {
	const disk = diskSize === undefined ? undefined : `a disk of ${diskSize} GB`;
	const machine = flavor === undefined || IDLE.includes(status) ? undefined : `a machine (${flavor})`;
	const stored = storedBytes === undefined ? undefined : `${writeSize(storedBytes)} of storage`;
	const parts = [machine, disk, stored].filter((part) => part !== undefined);
	if (parts.length > 0) return `pays for ${parts.join(" and ")}`;
	return flavor === undefined ? "pays for its storage" : "stopped: no machine is paid for";
}

function writeSize(bytes: number): string {
	if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
	return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
