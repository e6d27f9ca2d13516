import { readdirSync, readFileSync } from "node:fs";

export interface FoundProcess {
	readonly pid: number;
	/** What it was started with. */
	readonly command: string;
}

/**
 * Processes whose environment holds a text: what a command has started inherits it, whatever folder it works in and
 * whoever is its parent by now. Linux.
 */
export function findProcesses(text: string): FoundProcess[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			try {
				if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(text)) return [];
				const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
				return command === "" ? [] : [{ pid: Number(pid), command }];
			} catch {
				// It ended while we looked, or is somebody else's.
				return [];
			}
		});
}

export function killProcess({ pid }: FoundProcess): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It is gone already.
	}
}
