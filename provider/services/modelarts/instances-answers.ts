import type { Instance } from "./instances-types";
import { isErrorBody, isObject } from "../http/error-body";
import type { Page } from "../http/paging";

/** An instance is what has an id; everything else is optional, and what we do not know is let through. */
export function readInstance(body: unknown): Instance | undefined {
	return isObject(body) && typeof body.id === "string" && body.id !== "" ? (body as unknown as Instance) : undefined;
}

/** A list without `instances` counts only if it says that there are none. */
export function readPage(body: Record<string, unknown>): Page<Instance> | undefined {
	const total = readTotal(body.total_count);
	const listed = body.instances ?? (total === 0 ? [] : undefined);
	if (!Array.isArray(listed)) return undefined;

	const items = listed.map(readInstance);
	return items.every((item) => item !== undefined) ? { items, total } : undefined;
}

/** A success of which we need nothing but that it is none of the errors that are sometimes sent with 200. */
export function acceptUnlessError(body: object, marker?: string): true | undefined {
	return (marker !== undefined && marker in body) || !isErrorBody(body as Record<string, unknown>) ? true : undefined;
}

export function readToken({ token }: Record<string, unknown>): string | undefined {
	return typeof token === "string" && token !== "" ? token : undefined;
}

/** How many there are: a number in the newer documents, text in the oldest. */
export function readTotal(value: unknown): number | undefined {
	const total = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
	return typeof total === "number" && Number.isFinite(total) ? total : undefined;
}
