import type { Billed } from "../lifecycle/inventory";

/** In these statuses no machine is billed. */
const UNBILLED_STATUSES = ["STOPPED", "CREATE_FAILED", "ERROR", "FROZEN", "DELETED"];

/** Describes what is billed until the object is deleted; without prices, as these depend on the account. */
export function describeCost(billed: Billed & { readonly status?: string }): string {
	const { keptIn } = billed;
	return (
		describeParts(billed) + (keptIn === undefined ? "" : ` in ${keptIn}, which stays when the registration is deleted`)
	);
}

function describeParts({ machine, status = "", diskSize, storedBytes }: Billed & { readonly status?: string }): string {
	const disk = diskSize === undefined ? undefined : `a disk of ${diskSize} GB`;
	const running = machine === undefined || UNBILLED_STATUSES.includes(status) ? undefined : `a machine (${machine})`;
	const stored = storedBytes === undefined ? undefined : `${formatSize(storedBytes)} of storage`;
	const parts = [running, disk, stored].filter((part) => part !== undefined);
	if (parts.length > 0) return `billed: ${parts.join(" and ")}`;
	return machine === undefined ? "billed: its storage" : "stopped: no machine is billed";
}

function formatSize(bytes: number): string {
	if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
	return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
