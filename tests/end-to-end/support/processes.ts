import { readdirSync, readFileSync } from "node:fs";

export interface FoundProcess {
	readonly pid: number;
	/** Its command line. */
	readonly command: string;
}

/**
 * Processes whose environment holds a text: the processes of a command inherit it, whatever their folder and parent are
 * by now. Linux.
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
				// It ended meanwhile, or belongs to another user.
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
