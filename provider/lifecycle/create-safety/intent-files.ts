import {
	type BigIntStats,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { systemClock } from "../../services/clock";
import type { Intent } from "./resource-intent";

/** An intent, and where it is written down. */
export interface IntentEntry {
	readonly file: string;
	readonly intent: Intent;
}

/** A file as this process knows it. */
interface KnownFile {
	/** Tells this version of the file from all others. */
	readonly version: string;

	/** `undefined` if the file holds no intent. */
	readonly entry: IntentEntry | undefined;

	/** Whether every later version of the file has another `version`. */
	readonly isSettled: boolean;

	/** Whether this process has written it. */
	readonly isOwn: boolean;
}

/** A folder or file may change once more within the time that its clock does not tell apart, milliseconds. */
const TICK = 50;

/** How long a listing relies on a file that this process has written itself, milliseconds. */
const OWN_FILES_TRUSTED = 1000;

/**
 * The files of a folder that hold intents, of all places, with an index in memory. A folder that cannot be written must not
 * stop anybody from working.
 *
 * Other processes write to the folder as well, so a listing looks for what has changed: nothing if the folder has the time
 * of the last listing, else the files with another inode, size or time. Only those are read, so a thousand creates read a
 * thousand files and not a million.
 *
 * - A file is replaced, never written in place. A new version has another inode than the one that it replaces, and the one
 *   after that may have the first inode again, but is younger than the first look at it: a version that was a tick old then
 *   is never mistaken for a later one. A younger one is read again.
 * - A file that this process has written is looked at once a second only: to replace it, another run on this machine has to
 *   create a resource with the same coordinates in the same place at the same time. `read` looks at once.
 */
export class IntentFiles {
	/** By name. */
	private readonly known = new Map<string, KnownFile>();

	private entries: readonly IntentEntry[] = [];

	/** The folder's time when the entries were listed, if nothing can have changed since without another time. */
	private stamp: number | undefined;

	/** When the files of this process were looked at. */
	private ownCheckedAt = 0;

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
		return this.findEntry(file)?.intent;
	}

	/** Survives this process: written whole or not at all. */
	write(file: string, intent: Intent): void {
		const temporary = `${file}.${process.pid}`;
		const text = JSON.stringify(intent);
		attempt(() => {
			mkdirSync(this.directory, { recursive: true, mode: 0o700 });
			writeFileSync(temporary, text, { mode: 0o600 });
			const version = writeVersion(statSync(temporary, { bigint: true }));
			renameSync(temporary, file);
			this.known.set(basename(file), { version, entry: parse(file, text), isSettled: true, isOwn: true });
		});
	}

	remove(file: string): void {
		attempt(() => rmSync(file, { force: true }));
		this.known.delete(basename(file));
	}

	private load(stamp: number | undefined): void {
		const now = systemClock.now();
		const trustsOwn = now - this.ownCheckedAt < OWN_FILES_TRUSTED;
		if (!trustsOwn) this.ownCheckedAt = now;
		attempt(() => {
			this.entries = readdirSync(this.directory).flatMap((name) => {
				if (!name.endsWith(".json")) return [];
				const known = trustsOwn ? this.known.get(name) : undefined;
				return (known?.isOwn ? known.entry : this.findEntry(join(this.directory, name))) ?? [];
			});
			this.stamp = !trustsOwn && stamp !== undefined && Date.now() - stamp > TICK ? stamp : undefined;
		});
	}

	/** Reads the file unless this version of it is known. */
	private findEntry(file: string): IntentEntry | undefined {
		const name = basename(file);
		const stats = attempt(() => statSync(file, { bigint: true, throwIfNoEntry: false }));
		const version = stats && writeVersion(stats);
		const known = this.known.get(name);
		if (known?.isSettled && known.version === version) return known.entry;
		this.known.delete(name);
		if (!stats || version === undefined) return undefined;

		const isSettled = Date.now() - Number(stats.mtimeMs) > TICK;
		const entry = attempt(() => parse(file, readFileSync(file, "utf8")));
		this.known.set(name, { version, entry, isSettled, isOwn: false });
		return entry;
	}

	private readStamp(): number | undefined {
		return attempt(() => statSync(this.directory).mtimeMs);
	}
}

function writeVersion({ ino, size, mtimeNs }: BigIntStats): string {
	return `${ino}:${size}:${mtimeNs}`;
}

function parse(file: string, text: string): IntentEntry | undefined {
	const intent = JSON.parse(text) as Intent;
	return typeof intent.kind === "string" && typeof intent.digest === "string" ? { file, intent } : undefined;
}

function attempt<Result>(work: () => Result): Result | undefined {
	try {
		return work();
	} catch {
		// The log is a hint for later runs; this one does without.
		return undefined;
	}
}
