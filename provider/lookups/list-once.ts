import type { Services } from "../services/services";

const lists = new WeakMap<Services, Map<string, Promise<unknown>>>();

/** A list, fetched once for each place and key: all look-ups of a run share it. One that failed is fetched again. */
export function listOnce<T>(
	services: Services,
	key: string,
	fetch: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
	const known = lists.get(services) ?? new Map<string, Promise<unknown>>();
	lists.set(services, known);
	const list = (known.get(key) as Promise<readonly T[]> | undefined) ?? fetch();
	known.set(key, list);
	list.catch(() => known.delete(key));
	return list;
}
