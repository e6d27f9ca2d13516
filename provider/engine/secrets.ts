import type { Properties } from "../lifecycle";

/** How the engine writes that a value is secret; it takes this in every answer, though it sends clear text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Shorter texts are no secrets, and hiding them would make messages unreadable. */
const SHORTEST = 4;

/** Paths of inputs whose change makes each of these outputs, at any depth: `{ "image.id": ["imageId"] }`. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** What is secret of one resource. */
export interface Secrets {
	/** Paths of inputs, as the program's class found them (`secret-inputs.ts`), and `huaweicloud:<setting>`. */
	readonly paths: readonly string[];
	/** The texts in them. */
	readonly texts: readonly string[];
}

/** @param properties inputs, or outputs, which hold all inputs */
export function readSecrets(properties: Properties): Secrets {
	const { secretInputs } = properties;
	const paths = Array.isArray(secretInputs) ? secretInputs.filter((path) => typeof path === "string") : [];
	const texts = new Set(paths.flatMap((path) => findTexts(valueAtPath(properties, path))));
	// Longest first, lest one that begins another leaves the rest of it visible.
	return { paths, texts: [...texts].sort((one, other) => other.length - one.length) };
}

/** Whether an input is secret, part of a secret, or holds one. */
export function isSecret(path: string, { paths }: Pick<Secrets, "paths">): boolean {
	return paths.some((secret) => contains(secret, path) || contains(path, secret));
}

/** A text for people, without what is secret. */
export function hideSecrets(text: string, { texts }: Secrets): string {
	return texts.reduce((hidden, secret) => hidden.replaceAll(secret, "[secret]"), text);
}

/**
 * Outputs in which everything that comes from a secret is one.
 *
 * What has the name of a secret input the engine marks by itself.
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

	for (const [path, from] of Object.entries(sources)) {
		if (from.some((source) => isSecret(source, secrets))) marked = markAt(marked, path.split("."));
	}
	for (const [name, value] of Object.entries(marked)) {
		if (!inputNames.includes(name)) marked = { ...marked, [name]: markTexts(value, secrets.texts) };
	}
	const inherited = Array.isArray(outputs.inherited) ? (outputs.inherited as string[]) : [];
	for (const name of inherited) {
		if (secrets.paths.includes(`huaweicloud:${name}`)) marked = markAt(marked, [name]);
	}
	return marked;
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

function isMarked(value: unknown): boolean {
	return value !== null && typeof value === "object" && (value as Properties)[SIGNATURE] === SECRET;
}

function markAt(value: Properties, [name = "", ...rest]: readonly string[]): Properties {
	const inner = value[name];
	if (inner === undefined || inner === null || isMarked(inner)) return value;
	if (rest.length === 0) return { ...value, [name]: toSecret(inner) };
	return typeof inner === "object" ? { ...value, [name]: markAt(inner as Properties, rest) } : value;
}

/** The service may say in its own words what it was told: why something failed, for example. */
function markTexts(value: unknown, texts: readonly string[]): unknown {
	if (typeof value === "string") return texts.some((text) => value.includes(text)) ? toSecret(value) : value;
	if (value === null || typeof value !== "object" || isMarked(value)) return value;
	if (Array.isArray(value)) return value.map((item) => markTexts(item, texts));
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, markTexts(item, texts)]));
}

function contains(whole: string, part: string): boolean {
	return part === whole || part.startsWith(`${whole}.`) || part.startsWith(`${whole}[`);
}

/** Steps of a path: `mounts[0].storagePath`, `tags["a.b"]`. */
const STEP = /\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g;

function valueAtPath(root: unknown, path: string): unknown {
	const steps = [...path.matchAll(STEP)].map(([step, quoted]) =>
		quoted === undefined ? step : (JSON.parse(`"${quoted}"`) as string),
	);
	return steps.reduce<unknown>((value, step) => memberOf(value, step), root);
}

function memberOf(value: unknown, name: string | number): unknown {
	if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
	return (value as Record<string | number, unknown>)[name];
}
