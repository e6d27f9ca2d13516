import { isObject } from "../shape/is-object";
import type { Page } from "./paging";
import { readShape, type Shape } from "../shape/shape";

/** Reads an object: what has an id. Everything else is optional, and unknown properties are let through. */
export function readObject<T extends { readonly id: string }>(shape: Shape<T>) {
	return (body: unknown): T | undefined => (isObject(body) && body.id !== "" ? readShape(body, shape) : undefined);
}

/** Reads a page of the newer ModelArts lists: `data` and `total`. */
export function readDataPage<T extends { readonly id: string }>(shape: Shape<T>) {
	const readItem = readObject(shape);
	return ({ data, total }: Record<string, unknown>) => readPage(data, total, readItem);
}

/** A page of a list; one without the list counts only if its total says that there is nothing. */
export function readPage<T>(
	list: unknown,
	totalCount: unknown,
	readItem: (item: unknown) => T | undefined,
): Page<T> | undefined {
	const total = readTotal(totalCount);
	const listed = list ?? (total === 0 ? [] : undefined);
	if (!Array.isArray(listed)) return undefined;

	const items = listed.map(readItem);
	return items.every((item) => item !== undefined) ? { items, total } : undefined;
}

/** How many there are: a number in the newer documents, text in the oldest. */
function readTotal(value: unknown): number | undefined {
	const total = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
	return typeof total === "number" && Number.isFinite(total) ? total : undefined;
}
