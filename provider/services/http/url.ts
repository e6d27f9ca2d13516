/** Parameters of a query in any order, neither names nor values encoded. */
export type Query = readonly (readonly [name: string, value: string])[];

/** The parameters that have a value, as text. */
export function buildQuery(parameters: Readonly<Record<string, string | number | boolean | undefined>>): Query {
	return Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
}

/**
 * Percent-encoding as the signature wants it: all but letters, digits and `-_.~`. `encodeURIComponent` leaves some
 * more alone, and `URLSearchParams` writes a plus for a space.
 */
export function escapeText(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/**
 * The query in the order of the signature: by name, then by value.
 *
 * Sorted before encoding, as Huawei's packages do; for the plain names of these services, every reading of the
 * documentation gives the same.
 */
export function encodeQuery(query: Query): string {
	return [...query]
		.sort((left, right) => compareText(left[0], right[0]) || compareText(left[1], right[1]))
		.map(([name, value]) => `${escapeText(name)}=${escapeText(value)}`)
		.join("&");
}

/** Something that cannot be part of a path without changing which object is meant. */
export class PathError extends Error {
	override name = "PathError";
}

/** The names in braces: `id` of `/v1/notebooks/{id}`. */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathParameter<Rest>
	: never;

/**
 * A documented path with values in place of the names in braces, each percent-encoded.
 *
 * Rejects empty values and dots: with an empty id, the request would concern the whole list.
 */
export function fillPath(path: string, values: Readonly<Record<string, string | undefined>>): string {
	return path.replace(/\{(\w+)\}/g, (_braces, name: string) => escapeText(assertId(values[name])));
}

/** @throws {PathError} for anything that would not name one object */
export function assertId(id: unknown): string {
	if (typeof id === "string" && id !== "" && id !== "." && id !== "..") return id;
	throw new PathError(`"${String(id)}" is not an id of the service; nothing was sent.`);
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
