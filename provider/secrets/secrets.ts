import { isDeepStrictEqual } from "node:util";
import { appendStep, contains, cutAtList, splitSteps } from "./path";
import type { Properties } from "../lifecycle/contract";
import { CUT, writePattern } from "./pattern";

/** How the engine writes that a value is secret; it takes this in every answer, though it sends clear text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Shorter texts are no secrets, and hiding them would make messages unreadable. */
const SHORTEST = 4;

/** Shorter ones may be words or parts of words: they are hidden where they stand alone. */
const DISTINCT = 8;

/** Outputs of our own that say nothing of any input. */
const OWN = [
	"unfinished",
	"unfinishedInputs",
	"restart",
	"inherited",
	"createdAt",
	"updatedAt",
	"status",
	"retainOnDelete",
	"secretInputs",
];

/** Paths of inputs whose change makes each of these outputs, at any depth: `{ "image.id": ["imageId"] }`. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** What is secret of one resource. */
export interface Secrets {
	/** Paths of inputs, as the program's class found them (`secret-inputs.ts`), and `huaweicloud:<setting>`. */
	readonly paths: readonly string[];
	/** The texts in them. */
	readonly texts: readonly string[];
}

/** @param all inputs, or outputs, which hold all inputs; what is secret in one of them is so */
export function readSecrets(...all: readonly (Properties | undefined)[]): Secrets {
	const found = all.map((properties = {}) => {
		const { secretInputs } = properties;
		const paths = Array.isArray(secretInputs) ? secretInputs.filter((path) => typeof path === "string") : [];
		return { paths, texts: paths.flatMap((path) => findTexts(valueAtPath(properties, path))) };
	});
	// Longest first, lest one that begins another leaves the rest of it visible.
	const texts = new Set(found.flatMap(({ texts }) => texts).flatMap(listParts));
	return {
		paths: [...new Set(found.flatMap(({ paths }) => paths))],
		texts: [...texts].sort((one, other) => other.length - one.length),
	};
}

/**
 * A path or address without what a service leaves out or adds when it repeats one: slashes at its ends, the registry or
 * the scheme, the tag.
 */
function listParts(text: string): string[] {
	if (/\s/.test(text.trim())) return [text];
	const trimmed = text.trim().replace(/^\/+|\/+$/g, "");
	const inner = trimmed.replace(/^[^/]*\/+/, "");
	const parts = [inner, inner.replace(/:[^:/]*$/, "")].filter((part) => part.includes("/"));
	return [text, trimmed, ...parts].filter((part) => part.length >= SHORTEST);
}

/** What is secret of an object whose outputs hold inputs of several runs: of lists, that were joined, all. */
export function joinLists({ paths, texts }: Secrets): Secrets {
	return { paths: [...new Set(paths.map(cutAtList))], texts };
}

/** Whether an input is secret, part of a secret, or holds one. */
export function isSecret(path: string, { paths }: Pick<Secrets, "paths">): boolean {
	return paths.some((secret) => contains(secret, path) || contains(path, secret));
}

/** A text for people, without what is secret. */
export function hideSecrets(text: string, { texts }: Secrets): string {
	return texts.reduce((hidden, secret) => {
		const whole = hidden.replace(new RegExp(writeWhole(secret), "gu"), HIDDEN);
		return whole.includes(CUT) ? whole.replace(new RegExp(writeBeginning(secret), "gu"), `${HIDDEN}${CUT}`) : whole;
	}, text);
}

const HIDDEN = "[secret]";

function writeWhole(secret: string): string {
	const pattern = `(?:${writePattern(secret)})`;
	if (secret.length >= DISTINCT) return pattern;
	const [before, after] = [/^[\p{L}\p{N}_]/u.test(secret), /[\p{L}\p{N}_]$/u.test(secret)];
	return `${before ? "(?<![\\p{L}\\p{N}_])" : ""}${pattern}${after ? "(?![\\p{L}\\p{N}_])" : ""}`;
}

/** What is left of a secret where a text was cut. */
function writeBeginning(secret: string): string {
	const beginning = secret.trimStart();
	const short = Array.from({ length: DISTINCT - SHORTEST }, (_, at) => writePattern(beginning.slice(0, SHORTEST + at)));
	const long = beginning.length > DISTINCT ? [`(?:${writePattern(beginning.slice(0, DISTINCT))})[^${CUT}]*`] : [];
	return `(?:${[...long, ...short].join("|")})${CUT}`;
}

/**
 * Outputs in which every secret input is one, and everything that comes from it.
 *
 * @param always outputs that are secret whatever the inputs are
 */
export function markSecrets(
	outputs: Properties,
	secrets: Secrets,
	{ sources, always, inputNames }: { sources: Sources; always: readonly string[]; inputNames: readonly string[] },
): Properties {
	let marked = outputs;
	for (const path of always) marked = markAt(marked, path.split("."));
	if (secrets.paths.length === 0) return marked;

	marked = markPaths(marked, secrets);
	for (const [path, from] of Object.entries(sources)) {
		if (from.some((source) => isSecret(source, secrets))) marked = markAt(marked, path.split("."));
	}
	for (const [name, value] of Object.entries(marked)) {
		if (!inputNames.includes(name) && !OWN.includes(name))
			marked = { ...marked, [name]: markTexts(value, secrets.texts) };
	}
	const inherited = Array.isArray(outputs.inherited) ? (outputs.inherited as string[]) : [];
	for (const name of inherited) {
		if (secrets.paths.includes(`huaweicloud:${name}`)) marked = markAt(marked, [name]);
	}
	return marked;
}

/** Properties in which every secret input is one. */
export function markPaths(properties: Properties, { paths }: Pick<Secrets, "paths">): Properties {
	// What holds another one first: within a secret there is no other.
	const sorted = [...paths].sort((one, other) => one.length - other.length);
	return sorted.reduce((marked, path) => markAt(marked, splitSteps(path)), properties);
}

/**
 * Paths of what was secret, and is as it was although the program says nothing of it any more: `check` keeps such inputs,
 * and they are no less secret for that.
 */
export function findKept(
	inputs: unknown,
	{ given, before }: { given: unknown; before: unknown },
	secrets: Pick<Secrets, "paths">,
	path = "",
): string[] {
	if (given === undefined && isDeepStrictEqual(inputs, before)) {
		if (secrets.paths.some((secret) => contains(secret, path))) return [path];
		return secrets.paths.filter((secret) => contains(path, secret));
	}
	if (inputs === null || typeof inputs !== "object") return [];
	return Object.entries(inputs).flatMap(([name, value]) => {
		const inside = { given: memberOf(given, name), before: memberOf(before, name) };
		return findKept(value, inside, secrets, appendStep(path, Array.isArray(inputs) ? Number(name) : name));
	});
}

/** Where in a value there are envelopes. */
export function findEnvelopes(value: unknown, path = ""): string[] {
	if (isEnvelope(value)) return [path];
	if (value === null || typeof value !== "object") return [];
	return Object.entries(value).flatMap(([name, item]) =>
		findEnvelopes(item, appendStep(path, Array.isArray(value) ? Number(name) : name)),
	);
}

/** Inputs in which what `check` has added from the provider's settings is secret if it is one there. */
export function markAdded(value: unknown, given: unknown, settings: readonly string[]): unknown {
	if (typeof value === "string") return value !== given && settings.includes(value) ? toSecret(value) : value;
	if (Array.isArray(value)) return value.map((item, at) => markAdded(item, memberOf(given, at), settings));
	if (value === null || typeof value !== "object") return value;
	const entries = Object.entries(value).map(([name, item]) => [name, markAdded(item, memberOf(given, name), settings)]);
	return Object.fromEntries(entries) as unknown;
}

/** A value as it is behind the engine's marks: nested ones reach a provider's configuration. */
export function unwrapSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(unwrapSecrets);
	if (value === null || typeof value !== "object") return value;
	const object = value as Properties;
	if (object[SIGNATURE] === SECRET) return unwrapSecrets(object.value);
	return Object.fromEntries(Object.entries(object).map(([name, item]) => [name, unwrapSecrets(item)]));
}

/** All texts at any depth that are long enough to be looked for. */
export function findTexts(value: unknown): string[] {
	if (typeof value === "string") return value.length >= SHORTEST ? [value] : [];
	return value !== null && typeof value === "object" ? Object.values(value).flatMap(findTexts) : [];
}

function toSecret(value: unknown): Properties {
	return { [SIGNATURE]: SECRET, value };
}

/** Whether a value is in the engine's envelope: what is in it is secret. */
export function isEnvelope(value: unknown): value is Properties {
	return value !== null && typeof value === "object" && (value as Properties)[SIGNATURE] === SECRET;
}

function markAt<Value extends object>(value: Value, [name = "", ...rest]: readonly string[]): Value {
	const inner = memberOf(value, name);
	if (isEnvelope(value) || inner === undefined || inner === null || isEnvelope(inner)) return value;
	const marked = rest.length === 0 ? toSecret(inner) : typeof inner === "object" ? markAt(inner, rest) : inner;
	if (!Array.isArray(value)) return { ...value, [name]: marked };
	return value.map((item: unknown, at) => (String(at) === name ? marked : item)) as Value;
}

/** The service may say in its own words what it was told: why something failed, for example. */
function markTexts(value: unknown, texts: readonly string[]): unknown {
	if (typeof value === "string") return texts.some((text) => holds(value, text)) ? toSecret(value) : value;
	if (value === null || typeof value !== "object" || isEnvelope(value)) return value;
	if (Array.isArray(value)) return value.map((item) => markTexts(item, texts));
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, markTexts(item, texts)]));
}

/** A short text may be part of anything. */
function holds(value: string, text: string): boolean {
	return text.length < DISTINCT ? value === text : new RegExp(writePattern(text), "u").test(value);
}

function valueAtPath(root: unknown, path: string): unknown {
	return splitSteps(path).reduce<unknown>((value, step) => memberOf(value, step), root);
}

function memberOf(value: unknown, name: string | number): unknown {
	if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
	return (value as Record<string | number, unknown>)[name];
}
