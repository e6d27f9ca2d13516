import { createHash } from "node:crypto";

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
}

/**
 * The identity as one text, `<project>:<stack>:<name>#<20 hex>`.
 *
 * The constructor computes it, because handlers know neither the stack nor the logical name; it travels as a hidden
 * input and stays what it was when the object was made, so that renaming a stack changes nothing.
 */
export function composeIdentity({ project, stack, types, name }: Declaration): string {
	const hash = createHash("sha256")
		.update(JSON.stringify([project, stack, types, name]))
		.digest("hex")
		.slice(0, 20);
	return `${project}:${stack}:${name}#${hash}`;
}

/** The parts of {@link composeIdentity}'s text; of a text that is none (a state edited by hand) a hash all the same. */
export function parseIdentity(identity: string): Identity {
	const match = /^([^:]*):([^:]*):([^]*)#([0-9a-f]{20})$/.exec(identity);
	if (!match) {
		const hash = createHash("sha256").update(identity).digest("hex").slice(0, 20);
		return { project: "", stack: "", name: identity, hash };
	}

	const [, project = "", stack = "", name = "", hash = ""] = match;
	return { project, stack, name, hash };
}

/** What names of one kind of object may look like. */
export interface NameRule {
	/** One character that is not allowed. */
	readonly forbidden: RegExp;
	/** Characters at most. */
	readonly length: number;
}

/**
 * The name of an object that the program gives no name: `<logical name, cleaned and cut>-<7 hex>`.
 *
 * It depends on the program alone, so that a run after a crash finds what an earlier one made.
 */
export function defaultName(identity: string, { forbidden, length }: NameRule): string {
	const { name, hash } = parseIdentity(identity);
	const suffix = `-${hash.slice(0, 7)}`;
	const cleaned = name.replace(new RegExp(forbidden, "gu"), "-").slice(0, length - suffix.length);
	return cleaned.replace(/-+$/, "") + suffix;
}

/**
 * The identity that an object was made with, else the new one; an old one stays, so that renaming a stack changes
 * nothing. Inputs that were not written by a class of ours have none: then one of the kind's own.
 */
export function keepIdentity(old: Inputs | undefined, news: Inputs, kind: string): string {
	for (const identity of [old?.identity, news.identity]) {
		if (typeof identity === "string" && identity !== "") return identity;
	}

	return composeIdentity({ project: "", stack: "", types: [kind], name: kind });
}

type Inputs = Readonly<Record<string, unknown>>;
