import { isObject } from "../settings/setting";

/** Merges objects key by key and replaces all other values. */
export function mergePatch(target: object, patch: Readonly<Record<string, unknown>>): void {
	const record = target as Record<string, unknown>;
	for (const [key, value] of Object.entries(patch)) {
		const before = record[key];
		if (isObject(before) && isObject(value)) mergePatch(before, value);
		else record[key] = value;
	}
}
