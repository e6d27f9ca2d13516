import { coordinatesOf, parseIdentity, withIncarnation } from "./resource-identity";
import { computeDigest } from "./digest";

/** Characters that the description of a notebook may not contain (ModelArts.6334). */
const FORBIDDEN = /[&<>"'/\p{Cc}]/gu;

/** Characters of a description at most. */
const LENGTH = 512;

/** Hex digits in a description that tell a resource from all others, and in a tag. */
const IN_DESCRIPTION = 12;
const IN_TAG = 20;

/** Hex digits of the random part. */
const RANDOM = 7;

/**
 * The ownership marker that proves in the cloud that an object is this resource's: its default description,
 * `Managed by Pulumi: <project>:<stack>:<name> [<12 hex>]`. The last seven digits are those of this create alone.
 *
 * A user's own description is put in its place as soon as the object is usable.
 */
export function describeOwner(identity: string): string {
	return describe(identity, digitsOf(identity, IN_DESCRIPTION));
}

/**
 * The same while an object is being made, `Managed by Pulumi: <project>:<stack>:<name> [<12 hex>.<8 hex of the inputs
 * that replace>.open]`: the last request of a create puts the final description in its place, so that a finished object is
 * never taken for a beginning. `.kept` stands there while an interrupted create is in a state, which resumes it: no other
 * create may.
 */
export function describePending(
	identity: string,
	replacing: unknown,
	state: Exclude<MarkerState, "done"> = "open",
): string {
	return describe(identity, `${digitsOf(identity, IN_DESCRIPTION)}.${digestOf(replacing)}.${state}`);
}

/** 8 hex digits of the inputs that replace, as markers hold them. */
export function digestOf(replacing: unknown): string {
	return computeDigest(replacing).slice(0, 8);
}

/** A description that is an ownership marker of a notebook or a registered image. */
const DESCRIPTION = /^Managed by Pulumi: ([^]*) \[([0-9a-f]{12})(?:\.([0-9a-f]{8})\.(open|kept))?\]$/;

/** The key of the tag that is the ownership marker of objects with tags. */
export const MARKER_KEY = "pulumi";

/** The value of a tag that is an ownership marker of a cloud image. */
const TAG = /^([0-9a-f]{20})\.([0-9a-f]{8})\.(open|kept|done)$/;

/**
 * `open`: the create is not finished, and whoever finds the object may go on with it; `kept`: it is not finished, and in a
 * state; `done`: it is somebody's.
 */
export type MarkerState = "open" | "kept" | "done";

/** The state in a description or a tag that is an ownership marker, whoever's it is; `undefined` if it is none. */
export function readMarkerState(text: string | undefined): MarkerState | undefined {
	const [described, tagged] = [DESCRIPTION.exec(text ?? ""), TAG.exec(text ?? "")];
	return described ? stateOf(described[4]) : tagged ? stateOf(tagged[3]) : undefined;
}

/** The description of a finished object has no state. */
function stateOf(written: string | undefined): MarkerState {
	return (written ?? "done") as MarkerState;
}

/** What an ownership marker says of the object that carries it. */
export interface Marker {
	/** The identity with which the object was made, of the coordinates that were asked about. */
	readonly identity: string;

	readonly state: MarkerState;

	/** 8 hex digits of the inputs that replace, where the marker holds them. */
	readonly digest?: string;
}

/**
 * Reads a description as a marker of these coordinates, whichever create it is of; `undefined` if it is something else.
 *
 * @param identity of which only the coordinates matter
 */
export function readDescription(description: string | undefined, identity: string): Marker | undefined {
	const [, , digits = "", digest, state] = DESCRIPTION.exec(description ?? "") ?? [];
	const own = identify(digits, identity, IN_DESCRIPTION);
	if (own === undefined) return undefined;
	const isText = description === describe(own, digest === undefined ? digits : `${digits}.${digest}.${state}`);
	return isText ? { identity: own, state: stateOf(state), digest } : undefined;
}

/** The same for a tag. */
export function readTag(value: string | undefined, identity: string): Marker | undefined {
	const [, digits = "", digest, state] = TAG.exec(value ?? "") ?? [];
	const own = identify(digits, identity, IN_TAG);
	return own === undefined ? undefined : { identity: own, state: stateOf(state), digest };
}

/** How the tags of all objects of the same coordinates begin. */
export function beginningOfTags(identity: string): string {
	return parseIdentity(identity).hash.slice(0, IN_TAG - RANDOM);
}

/** Whether a description is the marker of another resource, in whichever form. */
export function isMarkerOfAnother(description: string, identity: string): boolean {
	const digits = DESCRIPTION.exec(description)?.[2];
	return digits !== undefined && digits !== digitsOf(identity, IN_DESCRIPTION);
}

/** Coordinates, as many digits of them as there is room for, and the random part. */
function digitsOf(identity: string, length: number): string {
	const { hash, incarnation } = parseIdentity(identity);
	return incarnation === undefined ? hash.slice(0, length) : hash.slice(0, length - RANDOM) + incarnation;
}

/** The identity of these coordinates that has these digits. Those of version 0.1.0 have no random part. */
function identify(digits: string, identity: string, length: number): string | undefined {
	const old = coordinatesOf(identity);
	if (digitsOf(old, length) === digits) return old;
	const own = withIncarnation(identity, digits.slice(-RANDOM));
	return digits !== "" && digitsOf(own, length) === digits ? own : undefined;
}

function describe(identity: string, marker: string): string {
	const { project, stack, name } = parseIdentity(identity);
	const suffix = ` [${marker}]`;
	const owner = `Managed by Pulumi: ${[project, stack, name].join(":").replace(FORBIDDEN, "-")}`;
	const room = LENGTH - suffix.length;
	return (owner.length <= room ? owner : [...owner].slice(0, room).join("").slice(0, room)) + suffix;
}

/**
 * The ownership marker of objects with tags: the value of the tag `pulumi`, `<20 hex identity>.<8 hex of the inputs that
 * replace>.open`, rewritten to `.done` as the last request of a create. The last seven digits of the identity are those
 * of this create alone.
 *
 * The inputs that replace are part of it, so that a replacement never takes the old object for its own beginnings.
 */
export function tagOwner(identity: string, replacing: unknown, state: MarkerState): string {
	return tagOwnerOfDigest(identity, computeDigest(replacing), state);
}

/** The same for inputs of which only an intent's digest is known. */
export function tagOwnerOfDigest(identity: string, digest: string, state: MarkerState): string {
	return `${digitsOf(identity, IN_TAG)}.${digest.slice(0, 8)}.${state}`;
}
