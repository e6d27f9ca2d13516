import { isObject } from "../../provider/services/shape/is-object";

type Json = Record<string, unknown>;

/** Where in a body something stands. */
interface Place {
	readonly parent: Json | unknown[];
	readonly key: string | number;
	readonly path: string;
}

/** What a client has not seen before in the place of a value. */
const ways: Readonly<Record<string, (value: unknown, place: Place) => unknown>> = {
	null: () => null,
	"another type": (value) => (typeof value === "string" ? { value } : String(JSON.stringify(value))),
	"an empty object": () => ({}),
	"an unknown word": (value) => (isWord(value) ? "BRAND_NEW" : value),
	"a huge text": (value, { key }) => (TEXTS.test(String(key)) ? "x".repeat(100_000) : value),
	"more fields": (value) => (isObject(value) ? { ...value, brand_new: { of: [1, null, "later"] } } : value),
};

/** Texts that people write or read; others are names of objects, and another one is another object. */
const TEXTS = /description|message|reason|msg/;

const isWord = (value: unknown): value is string => typeof value === "string" && /^[A-Z][A-Z_]+$/.test(value);

/**
 * A body that differs from a documented one in one place, as another version of a client or a service, or a bug of it, may
 * send it; undefined where there is nothing to change.
 *
 * @param random a number from 0 to 1
 */
export function makeOdd(
	text: string,
	random: () => number,
): { readonly text: string; readonly what: string } | undefined {
	const body = parse(text);
	if (body === undefined) return undefined;
	const places = listPlaces(body);
	if (places.length === 0) return undefined;
	const choose = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
	const place = choose(places);
	const way = choose(["missing", ...Object.keys(ways)]);
	const { parent, key, path } = place;
	if (way !== "missing") (parent as Json)[key] = ways[way]!((parent as Json)[key], place);
	else if (Array.isArray(parent)) parent.splice(Number(key), 1);
	else delete parent[key];
	return { text: JSON.stringify(body), what: `${path}: ${way}` };
}

function parse(text: string): Json | undefined {
	try {
		const body: unknown = JSON.parse(text);
		return isObject(body) ? body : undefined;
	} catch {
		return undefined;
	}
}

function listPlaces(parent: Json | unknown[], above = ""): Place[] {
	return Object.entries(parent).flatMap(([name, value]) => {
		const key = Array.isArray(parent) ? Number(name) : name;
		const path = above === "" ? name : `${above}.${name}`;
		const inner = value !== null && typeof value === "object" ? listPlaces(value as Json, path) : [];
		return [{ parent, key, path }, ...inner];
	});
}
