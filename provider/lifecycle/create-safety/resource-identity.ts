import { createHash, randomBytes } from "node:crypto";

/** What makes a resource the one it is in a program, whatever the cloud calls the object. */
export interface Declaration {
	readonly project: string;
	readonly stack: string;
	/** Types of the parents, outermost first, then the resource's own. */
	readonly types: readonly string[];
	/** The logical name: the first argument of the constructor. */
	readonly name: string;
}

/** The parts of an identity. */
export interface Identity {
	readonly project: string;
	readonly stack: string;
	readonly name: string;

	/** 20 hex digits, different for every declaration. */
	readonly hash: string;

	/** 7 hex digits, different for every create; a state of version 0.1.0 has none. */
	readonly incarnation?: string;
}

/**
 * Where a resource is declared, as one text: `<project>:<stack>:<name>#<20 hex>`.
 *
 * The constructor computes it, because handlers know neither the stack nor the logical name. Coordinates are used again
 * (a renamed stack, an alias, a moved or deleted state), so they prove nothing about a finished object: `check` adds
 * what does, see {@link individualize}.
 */
export function composeIdentity({ project, stack, types, name }: Declaration): string {
	const hash = createHash("sha256")
		.update(JSON.stringify([project, stack, types, name]))
		.digest("hex")
		.slice(0, 20);
	return `${project}:${stack}:${name}#${hash}`;
}

const INCARNATION = /-[0-9a-f]{7}$/;

/**
 * The identity of one create: coordinates and a random part, `<coordinates>-<7 hex>`. It is in the state, in default
 * names and in ownership markers, so that no two live objects share any of these.
 *
 * @param seed the engine's own random bytes for this resource, the same in a plan and in the update that follows it
 */
export function individualize(coordinates: string, seed?: Uint8Array): string {
	if (isIndividual(coordinates)) return coordinates;
	const random = createHash("sha256").update(coordinates);
	random.update(seed && seed.length > 0 ? seed : randomBytes(16));
	return withIncarnation(coordinates, random.digest("hex").slice(0, 7));
}

/** The same coordinates with another random part; with none, what version 0.1.0 wrote. */
export function withIncarnation(identity: string, incarnation: string | undefined): string {
	const coordinates = coordinatesOf(identity);
	return incarnation === undefined ? coordinates : `${coordinates}-${incarnation}`;
}

/** Where the resource was declared when its object was made. */
export function coordinatesOf(identity: string): string {
	return isIndividual(identity) ? identity.replace(INCARNATION, "") : identity;
}

function isIndividual(identity: string): boolean {
	return /#[0-9a-f]{20}-[0-9a-f]{7}$/.test(identity);
}

/** The parts of an identity; of a text that is none (a state edited by hand) a hash all the same. */
export function parseIdentity(identity: string): Identity {
	const match = /^([^:]*):([^:]*):([^]*)#([0-9a-f]{20})(?:-([0-9a-f]{7}))?$/.exec(identity);
	if (!match) {
		const hash = createHash("sha256").update(identity).digest("hex").slice(0, 20);
		return { project: "", stack: "", name: identity, hash };
	}

	const [, project = "", stack = "", name = "", hash = "", incarnation] = match;
	return { project, stack, name, hash, incarnation };
}

/** What names of one kind of object may look like. */
export interface NameRule {
	/** One character that is not allowed. */
	readonly forbidden: RegExp;
	/** Characters at most. */
	readonly length: number;
}

/** The name of an object that the program gives no name: `<logical name, cleaned and cut>-<7 hex>`. */
export function defaultName(identity: string, { forbidden, length }: NameRule): string {
	const { name, hash, incarnation = hash.slice(0, 7) } = parseIdentity(identity);
	const suffix = `-${incarnation}`;
	const cleaned = name.replace(new RegExp(forbidden, "gu"), "-").slice(0, length - suffix.length);
	return cleaned.replace(/-+$/, "") + suffix;
}

/**
 * The identity that an object was made with, else the given one. Inputs that were not written by a class of ours have no
 * coordinates: then some of the kind's own.
 */
export function keepIdentity(old: Inputs | undefined, news: Inputs, kind: string): string {
	for (const identity of [old?.identity, news.identity]) {
		if (typeof identity === "string" && identity !== "") return identity;
	}

	return composeIdentity({ project: "", stack: "", types: [kind], name: kind });
}

/**
 * The inputs as they would be with another identity: what was made from their own is made anew, what the user has written
 * stays.
 *
 * A create that resumes what an interrupted run has begun goes on with that one's identity, while the inputs in the state
 * keep the one that `check` has drawn: so old and new inputs are compared, and objects changed, by this.
 */
export function rebase<Inputs extends object>(inputs: Inputs, identity: unknown, generate: Generate): Inputs {
	const own = (inputs as { identity?: unknown }).identity;
	if (typeof identity !== "string" || typeof own !== "string" || identity === own) return inputs;
	const [before, after] = [generate(own), generate(identity)];
	const changed = Object.keys(before).filter((name) => inputs[name as keyof Inputs] === before[name]);
	return { ...inputs, ...Object.fromEntries(changed.map((name) => [name, after[name]])), identity };
}

/** Whether an input is not the user's, but made from the identity. */
export function isGenerated(inputs: object, name: string, generate: Generate): boolean {
	const { identity, [name]: value } = inputs as Inputs;
	return typeof identity === "string" && value === generate(identity)[name];
}

/** Whether a name is what another create of the same resource would have been given. */
export function haveSameStem(name: string | undefined, inputs: object, generate: Generate): boolean {
	const stemOf = (text: unknown) => String(text).replace(/-[0-9a-f]{7}$/, "");
	const { name: own } = inputs as Inputs;
	return isGenerated(inputs, "name", generate) && name !== own && stemOf(name) === stemOf(own);
}

/** The inputs as any create of the same coordinates has them: what says whether two creates are to make the same. */
export function withoutIncarnation<Inputs extends object>(inputs: Inputs, generate: Generate): Inputs {
	const { identity } = inputs as { identity?: unknown };
	return typeof identity === "string" ? rebase(inputs, coordinatesOf(identity), generate) : inputs;
}

/** The inputs that are made from an identity where the program does not give them. */
export type Generate = (identity: string) => Readonly<Record<string, string>>;

type Inputs = Readonly<Record<string, unknown>>;
