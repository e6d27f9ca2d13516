import { coordinatesOf, parseIdentity } from "./resource-identity";

/** That an object is being made on this machine, written down before the request that makes it. */
export interface Intent {
	/** `NotebookInstance`. */
	readonly kind: string;

	/** When the first request was about to be sent, ISO 8601. */
	readonly startedAt: string;

	/** When the last request was about to be sent, ISO 8601. */
	readonly askedAt?: string;

	/** When its response turned out to be lost, ISO 8601: it may have had its effect until then. */
	readonly lostAt?: string;

	/** A short hash of the inputs that replace: other inputs are another object. */
	readonly digest: string;

	/** The job that makes it, as soon as it is known. */
	readonly jobId?: string;

	/** The object, as soon as it is known. */
	readonly id?: string;

	/** A notebook that was started for it and is to be stopped again. */
	readonly startedNotebook?: string;

	/** By what the object can be known as long as its id is not: see `CreatePlan`. */
	readonly sign?: string;

	/** A hash of an input that does the same for the provider. */
	readonly place?: string;

	/** The engine's run in which this was written: it may have several provider processes. */
	readonly run?: string;

	/** Not made by this run, but by an earlier one. */
	readonly taken?: boolean;

	/** Taken over as the input `adopt` says: holds for this run only, as the next one reads the input again. */
	readonly adopted?: boolean;

	/** Of the object: what resumes it goes on with the same. */
	readonly identity?: string;

	/** Of the resource, where the engine tells. */
	readonly urn?: string;

	/** Where the object is. */
	readonly endpoint?: string;
	readonly region?: string;
	readonly projectId?: string;
}

/** Where the intent of one resource is kept. */
export interface ResourceIntent {
	/** What an earlier run on this machine was about to do; undefined if it came to its end. */
	read(): Intent | undefined;

	/** Survives this process: written whole or not at all. */
	write(intent: Intent): void;

	/** Nothing came of it, for sure. */
	clear(): void;

	/** What an earlier run has begun in the place of a resource of the state, and never learnt the id of. */
	readUnnamed(): Intent | undefined;

	/** The name of another resource of this run that an object belongs to; undefined if it belongs to none. */
	findOwner(names: Pick<Intent, "id" | "jobId">): string | undefined;

	/** The name of the resource, this one or another, in whose state the engine has shown an object: no create resumes it. */
	findHolder(names: Pick<Intent, "id" | "jobId">): string | undefined;

	/** The name of another resource of this run that is being made in the same place, and whose id is not known yet. */
	findConcurrentCreator(pathHash: string): string | undefined;
}

/** Of a resource for which nothing is written down. */
export const noIntent: ResourceIntent = {
	read: () => undefined,
	readUnnamed: () => undefined,
	findOwner: () => undefined,
	findHolder: () => undefined,
	findConcurrentCreator: () => undefined,
	write: () => {},
	clear: () => {},
};

/** A resource, as far as this run knows it. */
export type Resource = Pick<Intent, "identity" | "urn">;

/** All that an object of the state may be called: by its job, by its id, by one of its ids. */
export function listNames({ jobId, id }: Pick<Intent, "id" | "jobId">): string[] {
	return [jobId === undefined ? "" : `job:${jobId}`, ...(id?.split(",") ?? [])];
}

export function isUnnamed({ id, jobId }: Intent): boolean {
	return id === undefined && jobId === undefined;
}

/**
 * By its URN, where both are known: an object that is in the state of one resource and was resumed by another has one
 * identity, and what replaces a resource has another.
 */
export function isSame(one: Resource, other: Resource): boolean {
	if (one.urn !== undefined && other.urn !== undefined) return one.urn === other.urn;
	return one.identity === other.identity;
}

/**
 * Whether one was begun in the place of the other: declared where that was, and not by another resource that has these
 * coordinates now. A stack may have been renamed meanwhile.
 */
export function isInPlaceOf(pending: Resource, { identity, urn }: Resource): boolean {
	if (pending.urn !== undefined && pending.urn === urn) return true;
	const haveSameNames =
		pending.urn === undefined || urn === undefined || withoutStack(pending.urn) === withoutStack(urn);
	return haveSameNames && coordinatesOf(pending.identity ?? "") === coordinatesOf(identity ?? "");
}

/** Types and name of `urn:pulumi:<stack>::<project>::<types>::<name>`. */
function withoutStack(urn: string): string {
	return urn.split("::").slice(2).join("::");
}

/** The first argument of its constructor. */
export function nameOf(resource: Resource | undefined): string | undefined {
	return resource && parseIdentity(resource.identity ?? "").name;
}

export function haveCommonPart(one: readonly string[], other: readonly string[]): boolean {
	return one.some((name) => name !== "" && other.includes(name));
}
