import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The resource usage of a process so far. */
export interface Usage {
	/** Milliseconds of processor time, user and system. */
	readonly cpu: number;
	/** Maximum memory, in bytes (resident). */
	readonly peak: number;
}

/** Of a run, all its processes together, and the dynamic provider's separately. */
export interface RunUsage {
	readonly provider: Usage;
	readonly whole: Usage;
}

/** Whether the system reports usage: `/proc` is Linux's. */
export const canReadUsage = existsSync("/proc/self/stat");

/** Length of the kernel's tick, in milliseconds; 100 a second wherever Node runs. */
const TICK = 10;

/** Between two samples, in milliseconds: usage after the last sample of a process is not counted. */
const INTERVAL = 20;

/** Between two searches for new processes, in samples. */
const SEARCH = 3;

/**
 * Number of searches that decide whether a process is one of ours: one that has just been forked is still its parent's
 * copy.
 */
const TRIES = 5;

/** The command line of the provider process, as the SDK's launcher script starts it, or of the plugin. */
const PROVIDER = /cmd[\\/]dynamic-provider[\\/]index\.js|[\\/]pulumi-resource-modelarts/;

interface Watched {
	isProvider: boolean;
	isAlive: boolean;
	usage: Usage;
}

/**
 * Measures all processes whose environment holds a text, whoever their parent is by now: a CLI does not wait for all
 * processes that it starts, so their usage is summed up nowhere.
 */
export class UsageMeter {
	private readonly watched = new Map<number, Watched>();
	private readonly tries = new Map<number, number>();
	private readonly timer: NodeJS.Timeout;
	private looks = 0;
	private peak = 0;

	constructor(private readonly text: string) {
		this.timer = setInterval(() => this.look(), INTERVAL);
	}

	/** Ends the measurement. */
	stop(): RunUsage {
		clearInterval(this.timer);
		return this.readSoFar();
	}

	readSoFar(): RunUsage {
		const all = [...this.watched.values()];
		const providers = all.filter(({ isProvider }) => isProvider);
		return {
			provider: { cpu: sumCpu(providers), peak: Math.max(0, ...providers.map(({ usage }) => usage.peak)) },
			whole: { cpu: sumCpu(all), peak: this.peak },
		};
	}

	private look(): void {
		if (this.looks++ % SEARCH === 0) this.search();
		let together = 0;
		for (const [pid, process] of this.watched) {
			if (!process.isAlive) continue;
			const now = readUsage(pid);
			process.isAlive = now !== undefined;
			if (now) process.usage = now;
			together += now?.resident ?? 0;
		}
		this.peak = Math.max(this.peak, together);
	}

	private search(): void {
		for (const name of readdirSync("/proc")) {
			const pid = Number(name);
			const tries = this.tries.get(pid) ?? 0;
			if (Number.isNaN(pid) || tries === TRIES) continue;
			this.tries.set(pid, tries + 1);
			if (!readText(pid, "environ").includes(this.text)) continue;

			const process = this.watched.get(pid) ?? { isProvider: false, isAlive: true, usage: { cpu: 0, peak: 0 } };
			process.isProvider = PROVIDER.test(readText(pid, "cmdline"));
			this.watched.set(pid, process);
		}
	}
}

function sumCpu(processes: readonly Watched[]): number {
	return processes.reduce((total, { usage }) => total + usage.cpu, 0);
}

/** The usage of a running process; undefined if it does not exist. */
export function readUsage(pid: number): (Usage & { readonly resident: number }) | undefined {
	const status = readText(pid, "status");
	const stat = readText(pid, "stat");
	// The name of the command, in brackets, may hold anything.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
	const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
	if (peak === undefined || resident === undefined || fields.length < 13) return undefined;
	return {
		cpu: (Number(fields[11]) + Number(fields[12])) * TICK,
		peak: Number(peak) * 1024,
		resident: Number(resident) * 1024,
	};
}

function readText(pid: number, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, "utf8");
	} catch {
		return "";
	}
}
