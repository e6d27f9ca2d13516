import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** That an object is being made on this machine, written down before the request that makes it. */
export interface Intent {
	/** `NotebookInstance`. */
	readonly kind: string;

	/** When the first request was about to be sent, ISO 8601. */
	readonly startedAt: string;

	/** When the last request was about to be sent, ISO 8601. */
	readonly askedAt?: string;

	/** A short hash of the inputs that replace: other inputs are another object. */
	readonly digest: string;

	/** The job that makes it, as soon as it is known. */
	readonly jobId?: string;

	/** The object, as soon as it is known. */
	readonly id?: string;

	/** A notebook that was started for it and is to be stopped again. */
	readonly startedNotebook?: string;

	/** By what the object can be known as long as its id is not: see `Creation`. */
	readonly sign?: string;

	/** A hash of an input that does the same for the provider. */
	readonly place?: string;

	/** The engine's run in which this was written: it may have several provider processes. */
	readonly run?: string;

	/** Not made by this run, but by an earlier one. */
	readonly taken?: boolean;

	/** Of the resource. */
	readonly identity?: string;

	/** Of the resource, where the engine tells: what replaces it by order has another identity in a renamed stack. */
	readonly urn?: string;
}

/** Where the intent of one resource is kept. */
export interface IntentSlot {
	/** What an earlier run on this machine was about to do; undefined if it came to its end. */
	read(): Intent | undefined;

	/** Survives this process: written whole or not at all. */
	write(intent: Intent): void;

	/** Nothing came of it, for sure. */
	clear(): void;

	/** What an earlier run has begun in the place of a resource of the state, and never learnt the id of. */
	readUnnamed(): Intent | undefined;
}

/**
 * The creates that this machine has begun and whose end the engine has not shown yet: one small file each, never a
 * secret.
 *
 * When a run is killed, the engine forgets what it was creating. The next run on this machine finds here the very job or
 * object. It is a hint: whoever uses it looks at the cloud. Where nothing can be written, nothing is lost but that.
 */
export class IntentLog {
	/** Files by the id of their object, as far as this process knows them. */
	private files: Map<string, string> | undefined;

	/** What this process has taken over, should nothing be written. */
	private readonly taken: Intent[] = [];

	/** @param run what tells this run of the engine from all others */
	constructor(
		private readonly directory: string,
		private readonly run: string,
	) {}

	/** @param key what tells the resource from all others: endpoint, region, project and, last, identity */
	slot(key: readonly string[], urn?: string): IntentSlot {
		const identity = key.at(-1);
		const file = join(this.directory, `${hash(key)}.json`);
		return {
			read: () => readIntent(file),
			write: (given) => {
				const intent = { ...given, run: this.run, identity, urn };
				if (intent.taken) this.taken.push(intent);
				attempt(() => {
					mkdirSync(this.directory, { recursive: true, mode: 0o700 });
					writeFileSync(`${file}.${process.pid}`, JSON.stringify(intent), { mode: 0o600 });
					renameSync(`${file}.${process.pid}`, file);
				});
				this.remember(file, intent);
			},
			clear: () => attempt(() => rmSync(file, { force: true })),
			readUnnamed: () =>
				this.findEarlier(identity, urn).find(({ id, jobId }) => id === undefined && jobId === undefined),
		};
	}

	/**
	 * Whether an object is not for an older resource to delete, as one of this run has taken it over. With two providers
	 * for the same place, that may have been in another process.
	 */
	isTaken(id: string): boolean {
		const intents = [...this.taken, ...listFiles(this.directory).map(readIntent)];
		const ofThisRun = intents.filter((intent) => intent?.taken && intent.run === this.run);
		return ofThisRun.some((intent) => intent && haveCommonPart(listNames(intent), [id, ...id.split(",")]));
	}

	/** What an earlier run has begun to put in the place of an object of the state, such as `job 1a2b`; undefined if nothing. */
	findBegun(identity: string, urn: string | undefined, id: string): string | undefined {
		for (const intent of this.findEarlier(identity, urn)) {
			const [job, ...ids] = listNames(intent);
			const unnamed = intent.sign && `perhaps something with ${intent.sign} (\`pulumi refresh\` looks for it)`;
			const begun = ids.join(", ") || job?.replace(":", " ") || unnamed;
			if (begun && !haveCommonPart(listNames(intent), [id, ...id.split(",")])) return begun;
		}
		return undefined;
	}

	private findEarlier(identity: string | undefined, urn: string | undefined): Intent[] {
		const intents = listFiles(this.directory).map(readIntent);
		return intents
			.filter((intent) => intent !== undefined)
			.filter((intent) => intent.run !== this.run)
			.filter((intent) => intent.identity === identity || (urn !== undefined && intent.urn === urn));
	}

	/** The engine has shown this id from its state: whoever made it, its create came to its end. */
	forget(id: string): void {
		this.files ??= this.load();
		for (const [known, file] of this.files) {
			if (known !== id && !id.split(",").includes(known)) continue;
			attempt(() => rmSync(file, { force: true }));
			this.files.delete(known);
		}
	}

	private load(): Map<string, string> {
		const files = new Map<string, string>();
		this.files = files;
		for (const file of listFiles(this.directory)) this.remember(file, readIntent(file));
		return files;
	}

	private remember(file: string, intent: Intent | undefined): void {
		this.files ??= this.load();
		if (intent?.id !== undefined) this.files.set(intent.id, file);
		if (intent?.jobId !== undefined) this.files.set(`job:${intent.jobId}`, file);
	}
}

/** A short text for inputs of any size. */
export function hash(value: unknown): string {
	return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

/** All that an object of the state may be called: by its job, by its id, by one of its ids. */
function listNames({ jobId, id }: Intent): string[] {
	return [jobId === undefined ? "" : `job:${jobId}`, ...(id?.split(",") ?? [])];
}

function haveCommonPart(one: readonly string[], other: readonly string[]): boolean {
	return one.some((name) => name !== "" && other.includes(name));
}

function listFiles(directory: string): string[] {
	// Asked for every resource of every preview, and hardly ever there: an exception would cost more than all the rest.
	if (!existsSync(directory)) return [];
	try {
		const names = readdirSync(directory).filter((name) => name.endsWith(".json"));
		return names.map((name) => join(directory, name));
	} catch {
		return [];
	}
}

function readIntent(file: string): Intent | undefined {
	try {
		const intent = JSON.parse(readFileSync(file, "utf8")) as Intent;
		return typeof intent.kind === "string" && typeof intent.digest === "string" ? intent : undefined;
	} catch {
		return undefined;
	}
}

/** A read-only home must not stop anybody from working. */
function attempt(work: () => void): void {
	try {
		work();
	} catch {
		// The log is a hint for later runs; this one does without.
	}
}
