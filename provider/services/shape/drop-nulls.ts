import { isObject } from "./is-object";

/** The same value without what is `null` in it, however deep: the services say `null` where others leave out. */
export function dropNulls<T>(value: T): T {
	if (Array.isArray(value)) return value.filter((item) => item !== null).map(dropNulls) as T;
	if (!isObject(value)) return value;

	const kept = Object.entries(value).filter(([, item]) => item !== null);
	return Object.fromEntries(kept.map(([name, item]) => [name, dropNulls(item)])) as T;
}
