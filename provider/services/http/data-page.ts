import { readTotal } from "../modelarts/instances-answers";
import { isObject } from "./error-body";
import type { Page } from "./paging";
import { dropNulls } from "./without-nulls";

/** An object is what has an id; everything else is optional, and what we do not know is let through. */
export function readObject<T extends { readonly id: string }>(body: unknown): T | undefined {
	return isObject(body) && typeof body.id === "string" && body.id !== "" ? dropNulls(body as unknown as T) : undefined;
}

/** A page of the newer lists. One without `data` counts only if it says that there is nothing. */
export function readDataPage<T extends { readonly id: string }>(body: Record<string, unknown>): Page<T> | undefined {
	const total = readTotal(body.total);
	const listed = body.data ?? (total === 0 ? [] : undefined);
	if (!Array.isArray(listed)) return undefined;

	const items = listed.map((item) => readObject<T>(item));
	return items.every((item) => item !== undefined) ? { items, total } : undefined;
}
