import type { Properties } from "../lifecycle/contract";
import { type Path, valueAt } from "./unknown";
import type { Violation } from "./violation";

/** What one kind of object allows in its tags. */
export interface TagRules {
	/** The most that the program may declare. */
	readonly most: number;

	/** What a key and a value may be. */
	readonly key: (key: string) => boolean;
	readonly value: (value: string) => boolean;

	/** To complete "expected …": how many, of which form. */
	readonly expected: { readonly count: string; readonly key: string; readonly value: string };

	/** A key that is the provider's own. */
	readonly reserved?: string;
}

/** What a map of tags at this place breaks. */
export function* findTagViolations(inputs: Properties, at: Path, rules: TagRules): Iterable<Violation> {
	const tags = valueAt(inputs, at);
	if (tags === null || typeof tags !== "object" || Array.isArray(tags)) return;

	const entries = Object.entries(tags as Properties);
	const { most, expected, reserved } = rules;
	if (entries.length > most) yield { path: at, expected: expected.count };

	for (const [key, value] of entries) {
		const path = [...at, key];
		if (key === reserved) yield { path, insteadOf: `the key ${key} is the provider's own` };
		if (!rules.key(key)) yield { path, insteadOf: `expected a key of ${expected.key}` };
		if (typeof value === "string" && !rules.value(value)) yield { path, expected: expected.value, fits: rules.value };
	}
}

/** The tags of the program, and those of the settings that it does not give another value. */
export function withDefaultTags(tags: unknown, defaultTags: Record<string, string>): unknown {
	if (Object.keys(defaultTags).length === 0) return tags;
	if (tags === undefined) return defaultTags;
	return tags !== null && typeof tags === "object" && !Array.isArray(tags) ? { ...defaultTags, ...tags } : tags;
}

/** The same in each object of a list that has tags of its own; one without has those of the whole. */
export function withDefaultTagsInside(items: unknown, defaultTags: Record<string, string>): unknown {
	if (!Array.isArray(items)) return items;
	return items.map((item: unknown) => {
		const tags = valueAt(item, ["tags"]);
		if (tags === undefined || item === null || typeof item !== "object") return item;
		return { ...item, tags: withDefaultTags(tags, defaultTags) };
	});
}

/** Tags as the services list them, as a program writes them. */
export function toTagMap(tags: readonly { readonly key: string; readonly value?: string }[]): Record<string, string> {
	return Object.fromEntries(tags.map(({ key, value = "" }) => [key, value]));
}

/** Declared tags with the values that they have now; the same object if nothing changed. Others are somebody else's. */
export function readTags<Tags extends Readonly<Record<string, string>> | undefined>(
	declared: Tags,
	found: Readonly<Record<string, string>>,
): Tags {
	const entries = Object.entries(declared ?? {});
	if (entries.every(([key, value]) => found[key] === value)) return declared;
	const there = entries.filter(([key]) => key in found).map(([key]) => [key, found[key] ?? ""]);
	return Object.fromEntries(there) as Tags;
}

/** Whether tags are there as they were declared before, and nothing yet of what is to be changed. */
export function areTagsKnown(
	before: Readonly<Record<string, string>> = {},
	desired: Readonly<Record<string, string>> = {},
	there: Readonly<Record<string, string>>,
): boolean {
	const isThere = ([key, value]: [string, string]) => there[key] === value;
	const added = Object.entries(desired).filter(([key, value]) => before[key] !== value);
	return Object.entries(before).every(isThere) && !added.some(isThere);
}

/** What to do about the tags of an object. */
export interface TagDifference {
	readonly missing: Readonly<Record<string, string>>;
	readonly obsolete: readonly string[];
}

/**
 * What an update does about tags: it sets those whose declaration differs, and takes away those that are not declared any
 * more, each unless it is so already. Values that only the cloud has, and tags that nobody declared, are left alone.
 *
 * @param there the tags as they are; nothing where the service does not say
 * @param isPending an interrupted run may have left any declared tag in either state
 */
export function compareTags(
	before: Readonly<Record<string, string>> = {},
	desired: Readonly<Record<string, string>> = {},
	there: Readonly<Record<string, string>> | undefined,
	isPending: boolean,
): TagDifference {
	const missing = Object.entries(desired).filter(
		([key, value]) => (isPending || before[key] !== value) && there?.[key] !== value,
	);
	const obsolete = Object.keys(before).filter((key) => !(key in desired) && (!there || key in there));
	return { missing: Object.fromEntries(missing), obsolete };
}
