import { readTotal } from "./demanager-answers";
import { isObject } from "./error-body";
import type { RegisteredImage } from "./modelarts-images-types";
import type { Page } from "./paging";
import { dropNulls } from "./without-nulls";

/** An image is what has an id; everything else is optional, and what we do not know is let through. */
export function readImage(body: unknown): RegisteredImage | undefined {
	return isObject(body) && typeof body.id === "string" && body.id !== ""
		? dropNulls(body as unknown as RegisteredImage)
		: undefined;
}

/** A list without `data` counts only if it says that there are none. */
export function readImagePage(body: Record<string, unknown>): Page<RegisteredImage> | undefined {
	const total = readTotal(body.total);
	const listed = body.data ?? (total === 0 ? [] : undefined);
	if (!Array.isArray(listed)) return undefined;

	const items = listed.map(readImage);
	return items.every((item) => item !== undefined) ? { items, total } : undefined;
}
