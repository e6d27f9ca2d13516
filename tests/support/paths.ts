import type { Json } from "./structs";

/** The engine's unknown value. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Path = readonly (string | number)[];

/** Every path in a value, including nested ones. */
export function paths(value: unknown, before: Path = []): Path[] {
	if (typeof value !== "object" || value === null) return [];
	const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
	return keys.flatMap((key) => {
		const path = [...before, key];
		return [path, ...paths((value as Json)[key], path)];
	});
}

/** A copy with another value at one path. */
export function replaceAt(root: Json, path: Path, value: unknown): Json {
	const copy = structuredClone(root);
	const parent = path.slice(0, -1).reduce((inner, key) => inner[key] as Json, copy);
	parent[path.at(-1) ?? ""] = value;
	return copy;
}
