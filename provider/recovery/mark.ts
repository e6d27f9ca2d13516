import { parseIdentity } from "./identity";
import { hash } from "./intent-log";

/** Characters that the description of a notebook may not contain (ModelArts.6334). */
const FORBIDDEN = /[&<>"'/\p{Cc}]/gu;

/** Characters of a description at most. */
const LENGTH = 512;

/**
 * The mark that proves in the cloud that an object is this resource's: its default description,
 * `Managed by Pulumi: <project>:<stack>:<name> [<12 hex>]`.
 *
 * A user's own description is put in its place as soon as the object is usable.
 */
export function describeOwner(identity: string): string {
	return describe(identity, parseIdentity(identity).hash.slice(0, 12));
}

/**
 * The same while an object is being made whose description is changed as the last request of a create,
 * `Managed by Pulumi: <project>:<stack>:<name> [<12 hex>.<8 hex of the inputs that replace>.open]`: for objects whose
 * names are not unique, so that a finished one is never taken for a beginning.
 */
export function describeBeginning(identity: string, replacing: unknown): string {
	return describe(identity, `${parseIdentity(identity).hash.slice(0, 12)}.${hash(replacing).slice(0, 8)}.open`);
}

/** Whether a description says that an object was being made for this resource, whatever its inputs were. */
export function isBeginning(description: string | undefined, identity: string): boolean {
	return (
		description?.endsWith(".open]") === true && description.includes(`[${parseIdentity(identity).hash.slice(0, 12)}.`)
	);
}

/** Whether a description is the mark of another resource, in whichever form. */
export function isMarkOfAnother(description: string, identity: string): boolean {
	const hash = /^Managed by Pulumi: [^]* \[([0-9a-f]{12})(?:\.[0-9a-f]{8}\.open)?\]$/.exec(description)?.[1];
	return hash !== undefined && hash !== parseIdentity(identity).hash.slice(0, 12);
}

function describe(identity: string, mark: string): string {
	const { project, stack, name } = parseIdentity(identity);
	const suffix = ` [${mark}]`;
	const owner = `Managed by Pulumi: ${[project, stack, name].join(":").replace(FORBIDDEN, "-")}`;
	const room = LENGTH - suffix.length;
	return (owner.length <= room ? owner : [...owner].slice(0, room).join("").slice(0, room)) + suffix;
}

/** `open`: the create is not finished, and whoever finds the object may go on with it; `done`: it is somebody's. */
export type MarkState = "open" | "done";

/**
 * The mark of objects with tags: the value of the tag `pulumi`, `<20 hex identity>.<8 hex of the inputs that
 * replace>.open`, rewritten to `.done` as the last request of a create.
 *
 * The inputs that replace are part of it, so that a replacement never takes the old object for its own beginnings.
 */
export function tagOwner(identity: string, replacing: unknown, state: MarkState): string {
	return tagOwnerOfDigest(identity, hash(replacing), state);
}

/** The same for inputs of which only an intent's digest is known. */
export function tagOwnerOfDigest(identity: string, digest: string, state: MarkState): string {
	return `${parseIdentity(identity).hash}.${digest.slice(0, 8)}.${state}`;
}
