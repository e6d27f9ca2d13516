import { UNKNOWN } from "../lifecycle/contract";

/** Steps from the inputs to one value: names and positions. */
export type Path = readonly PropertyKey[];

/** The value at a path; `UNKNOWN` as soon as one step towards it is unknown. */
export function valueAt(root: unknown, path: Path): unknown {
	let value = root;
	for (const step of path) {
		if (value === UNKNOWN || value === null || typeof value !== "object") break;
		value = Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined;
	}

	return value;
}

/** Whether anything in a value is unknown yet. */
export function containsUnknown(value: unknown): boolean {
	const open: unknown[] = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (next === UNKNOWN) return true;
		if (next !== null && typeof next === "object") open.push(...(Object.values(next) as unknown[]));
	}

	return false;
}
