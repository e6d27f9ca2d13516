import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Intent } from "./resource-intent";

/** An intent, and where it is written down. */
export interface IntentEntry {
	readonly file: string;
	readonly intent: Intent;
}

/** A folder may have changed once more within the time that its clock does not tell apart, milliseconds. */
const TICK = 50;

/**
 * The files of a folder that hold intents, of all places. They are read again when the folder has changed, which other
 * processes of the run do as well. A folder that cannot be written must not stop anybody from working.
 */
export class IntentFiles {
	private entries: readonly IntentEntry[] = [];

	/** The folder's time when the entries were read, if nothing can have changed since without another time. */
	private stamp: number | undefined;

	constructor(readonly directory: string) {}

	/** All of them. */
	list(): readonly IntentEntry[] {
		// Asked for every resource of every preview, and hardly ever there: an exception would cost more than all the rest.
		if (!existsSync(this.directory)) return [];
		const stamp = this.readStamp();
		if (stamp === undefined || stamp !== this.stamp) this.load(stamp);
		return this.entries;
	}

	/** Undefined if there is none, or it cannot be read. */
	read(file: string): Intent | undefined {
		try {
			const intent = JSON.parse(readFileSync(file, "utf8")) as Intent;
			return typeof intent.kind === "string" && typeof intent.digest === "string" ? intent : undefined;
		} catch {
			return undefined;
		}
	}

	/** Survives this process: written whole or not at all. */
	write(file: string, intent: Intent): void {
		attempt(() => {
			mkdirSync(this.directory, { recursive: true, mode: 0o700 });
			writeFileSync(`${file}.${process.pid}`, JSON.stringify(intent), { mode: 0o600 });
			renameSync(`${file}.${process.pid}`, file);
		});
	}

	remove(file: string): void {
		const isCurrent = this.stamp !== undefined && this.readStamp() === this.stamp;
		attempt(() => rmSync(file, { force: true }));
		this.entries = this.entries.filter((entry) => entry.file !== file);
		if (isCurrent) this.stamp = this.readStamp();
	}

	private load(stamp: number | undefined): void {
		const isSettled = stamp !== undefined && Date.now() - stamp > TICK;
		attempt(() => {
			const names = readdirSync(this.directory).filter((name) => name.endsWith(".json"));
			this.entries = names.flatMap((name) => {
				const file = join(this.directory, name);
				const intent = this.read(file);
				return intent ? [{ file, intent }] : [];
			});
			this.stamp = isSettled ? stamp : undefined;
		});
	}

	private readStamp(): number | undefined {
		try {
			return statSync(this.directory).mtimeMs;
		} catch {
			return undefined;
		}
	}
}

function attempt(work: () => void): void {
	try {
		work();
	} catch {
		// The log is a hint for later runs; this one does without.
	}
}
