import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
	haveCommonPart,
	type Intent,
	type IntentSlot,
	isSame,
	isUnnamed,
	listNames,
	nameOf,
	type Resource,
} from "./intent";
import { attempt, listFiles, readIntent } from "./intent-files";

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

	/** What this process has written last to each file, should the file not be there. */
	private readonly written = new Map<string, Intent>();

	/** What this process has taken over, by file. */
	private readonly taken: { file: string; intent: Intent }[] = [];

	/** Whose the objects are that the engine has shown, by id. */
	private readonly users = new Map<string, Resource>();

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
			read: () => {
				const intent = readIntent(file);
				return intent?.adopted ? undefined : intent;
			},
			write: (given) => {
				const intent = { ...given, run: this.run, identity, urn };
				if (intent.taken) this.taken.push({ file, intent });
				this.written.set(file, intent);
				attempt(() => {
					mkdirSync(this.directory, { recursive: true, mode: 0o700 });
					writeFileSync(`${file}.${process.pid}`, JSON.stringify(intent), { mode: 0o600 });
					renameSync(`${file}.${process.pid}`, file);
				});
				this.remember(file, intent);
			},
			clear: () => {
				this.written.delete(file);
				this.taken.splice(0, Infinity, ...this.taken.filter((one) => one.file !== file));
				attempt(() => rmSync(file, { force: true }));
			},
			readUnnamed: () => this.findEarlier(identity, urn).find(isUnnamed),
			findUser: (names) => this.findUser(listNames(names), { identity, urn }),
			findRival: (place) =>
				nameOf(this.listOthers({ identity, urn }).find((intent) => intent.place === place && isUnnamed(intent))),
		};
	}

	/** The engine has shown that this object is a resource's and stays so. */
	noteUser(id: string, user: Resource): void {
		for (const part of id.split(",")) this.users.set(part, user);
	}

	private findUser(names: readonly string[], self: Resource): string | undefined {
		const maker = this.listOthers(self).find((intent) => haveCommonPart(listNames(intent), names));
		const shown = names.map((name) => this.users.get(name)).find((user) => user && !isSame(user, self));
		return nameOf(maker ?? shown);
	}

	/** What this run has written for other resources. */
	private listOthers(self: Resource): Intent[] {
		return [...this.written.values(), ...listFiles(this.directory).map(readIntent)]
			.filter((intent) => intent !== undefined)
			.filter((intent) => intent.run === this.run && !isSame(intent, self));
	}

	/**
	 * Whether an object is not for an older resource to delete, as one of this run has taken it over. With two providers
	 * for the same place, that may have been in another process.
	 */
	isTaken(id: string): boolean {
		const intents = [...this.taken.map(({ intent }) => intent), ...listFiles(this.directory).map(readIntent)];
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
			.filter((intent) => intent.run !== this.run && !intent.adopted)
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
