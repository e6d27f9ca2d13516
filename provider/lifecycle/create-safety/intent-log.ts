import { basename, join } from "node:path";
import { computeDigest } from "./digest";
import { coordinatesOf } from "./resource-identity";
import {
	haveCommonPart,
	type Intent,
	type ResourceIntent,
	isInPlaceOf,
	isSame,
	isUnnamed,
	listNames,
	nameOf,
	type Resource,
} from "./resource-intent";
import type { IntentEntry, IntentFiles } from "./intent-files";

/** Which cloud, and where in it. */
export interface IntentLocation {
	/** An address that tells one cloud from another. Asked for when there is an intent to look at. */
	endpoint(): string;
	readonly region: string;
	readonly projectId: string;
}

/**
 * The creates in one location of one cloud that this machine has begun and whose end the engine has not shown yet: one small
 * file each, never a secret.
 *
 * When a run is killed, the engine forgets what it was creating. The next run on this machine finds here the very job or
 * object. It is a hint: whoever uses it looks at the cloud. Where nothing can be written, nothing is lost but that.
 */
export class IntentLog {
	/** What this process has written last to each file, should the file not be there. */
	private readonly written = new Map<string, Intent>();

	/** What this process has taken over, by file. */
	private taken: IntentEntry[] = [];

	private knownEndpoint: string | undefined;

	/** All objects that the engine has shown in the state, those that are to be replaced included, by id. */
	private readonly inState = new Map<string, Resource>();

	/** Whose the objects are that the engine has shown, by id. */
	private readonly users = new Map<string, Resource>();

	/**
	 * @param files may hold the intents of other locations as well
	 * @param run what tells this run of the engine from all others
	 */
	constructor(
		private readonly files: IntentFiles,
		private readonly run: string,
		private readonly location: IntentLocation,
	) {}

	/** @param identity of the create; one with the same coordinates finds what it has left behind */
	slot(identity: string, urn?: string): ResourceIntent {
		const self = { identity, urn };
		const file = this.fileOf(identity);
		return {
			read: () => {
				const intent = this.files.read(file);
				return intent?.adopted ? undefined : intent;
			},
			write: (given) => {
				const { region, projectId } = this.location;
				const where = { endpoint: this.endpoint, region, projectId };
				const intent = { urn, ...given, identity: given.identity ?? identity, ...where, run: this.run };
				if (intent.taken) this.taken.push({ file, intent });
				this.written.set(file, intent);
				this.files.write(file, intent);
			},
			clear: () => {
				this.written.delete(file);
				this.taken = this.taken.filter((one) => one.file !== file);
				this.files.remove(file);
			},
			readUnnamed: () => this.findEarlier(self).find(isUnnamed),
			findOwner: (names) => this.findOwner(listNames(names), self, file),
			findHolder: (names) => nameOf(listNames(names).flatMap((name) => this.inState.get(name) ?? [])[0]),
			findConcurrentCreator: (pathHash) =>
				nameOf(this.listOthers(self, file).find((intent) => intent.place === pathHash && isUnnamed(intent))),
		};
	}

	/** The engine has shown these objects as a resource's, which it may be about to replace. */
	recordInState(ids: readonly string[], resource: Resource): void {
		for (const id of ids) this.inState.set(id, resource);
	}

	/** The engine has shown that this object is a resource's and stays so. */
	recordOwner(id: string, user: Resource): void {
		for (const part of id.split(",")) this.users.set(part, user);
	}

	/** @param ownFile holds what the resource itself has begun, also under the identity of what it resumes */
	private findOwner(names: readonly string[], self: Resource, ownFile: string): string | undefined {
		const maker = this.listOthers(self, ownFile).find((intent) => haveCommonPart(listNames(intent), names));
		return nameOf(maker ?? this.findUser(names, self));
	}

	/** Another resource in whose state the engine has shown an object, by any of its names. */
	private findUser(names: readonly string[], self: Resource): Resource | undefined {
		return names.map((name) => this.users.get(name)).find((user) => user && !isSame(user, self));
	}

	/** The name of another resource that has an object in its state and keeps it: it is not for this one to delete. */
	findKeeper(id: string, self: Resource): string | undefined {
		return nameOf(this.findUser([id, ...id.split(",")], self));
	}

	/** What this run has written for other resources. */
	private listOthers(self: Resource, ownFile: string): Intent[] {
		const written = [...this.written].map(([file, intent]) => ({ file, intent }));
		return [...written, ...this.load()]
			.filter(({ file, intent }) => file !== ownFile && intent.run === this.run && !isSame(intent, self))
			.map(({ intent }) => intent);
	}

	/**
	 * The name of the resource that has taken over an object in this run: it is not for an older resource to delete, nor to
	 * keep. With two providers for the same place, that may have been in another process.
	 *
	 * @param self the resource that asks, if its own create may have been it
	 */
	findTaker(id: string, self?: Resource): string | undefined {
		const takers = [...this.taken, ...this.load()]
			.map(({ intent }) => intent)
			.filter((intent) => intent.taken && intent.run === this.run && isOf(id, intent));
		return nameOf(takers.find((taker) => !self || !isSame(taker, self)));
	}

	/** What an earlier run has begun to put in the place of an object of the state, such as `job 1a2b`; undefined if nothing. */
	findBegun(resource: Resource, id: string): string | undefined {
		for (const intent of this.findEarlier(resource)) {
			const pending = describePendingCreate(intent);
			if (pending && !isOf(id, intent)) return pending;
		}
		return undefined;
	}

	/** What earlier runs have begun for a resource, or to put in its place. */
	findEarlier(resource: Resource): Intent[] {
		return this.load()
			.map(({ intent }) => intent)
			.filter((intent) => intent.run !== this.run && !intent.adopted && isInPlaceOf(intent, resource));
	}

	/** The engine has shown these ids from its state: whoever made them, their create came to its end. */
	forget(ids: readonly string[]): void {
		const isTheirs = (intent: Intent) => haveCommonPart(listNames(intent), ids);
		for (const { file, intent } of this.load()) {
			if (!isTheirs(intent)) continue;
			// Another run may have replaced it since it was listed.
			const current = this.files.read(file);
			if (current && isTheirs(current)) this.files.remove(file);
		}
	}

	/** All that is written down about this place. */
	private load(): IntentEntry[] {
		return this.files.list().filter(({ file, intent }) => this.isHere(file, intent));
	}

	private isHere(file: string, { identity, ...where }: Intent): boolean {
		const { region, projectId } = this.location;
		if (where.region !== undefined) {
			return where.region === region && where.projectId === projectId && where.endpoint === this.endpoint;
		}
		// Version 0.1.0 did not write down where.
		return identity !== undefined && basename(file) === basename(this.fileOf(identity));
	}

	private get endpoint(): string {
		return (this.knownEndpoint ??= this.location.endpoint());
	}

	/** Version 0.1.0 wrote to the same, as its identities were coordinates alone. */
	private fileOf(identity: string): string {
		const { region, projectId } = this.location;
		return join(
			this.files.directory,
			`${computeDigest([this.endpoint, region, projectId, coordinatesOf(identity)])}.json`,
		);
	}
}

/** `n1`, `job 1a2b`, or by what it can be looked for. */
export function describePendingCreate(intent: Intent): string | undefined {
	const [job, ...ids] = listNames(intent);
	const unnamed = intent.sign && `perhaps something with ${intent.sign} (\`pulumi refresh\` looks for it)`;
	return ids.join(", ") || job?.replace(":", " ") || unnamed;
}

/** Whether an object of the state is what an intent names: by its job, by its id, by one of its ids. */
function isOf(id: string, intent: Intent): boolean {
	return haveCommonPart(listNames(intent), [id, ...id.split(",")]);
}
