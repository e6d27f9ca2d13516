import type { Services } from "../services/services";

interface SharedList {
	readonly askedAt: number;
	readonly objects: Promise<readonly unknown[]>;
}

const lists = new WeakMap<Services, Map<string, SharedList>>();

/** A list that shows nothing of what is looked for is fetched again when it is older than this, milliseconds. */
const TRUSTED = 5000;

/** A list, fetched once for each place and key: all look-ups of a run share it. One that failed is fetched again. */
export function listOnce<T>(
	services: Services,
	key: string,
	fetch: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
	const known = lists.get(services) ?? new Map<string, SharedList>();
	lists.set(services, known);
	const shared = known.get(key) ?? { askedAt: services.clock.now(), objects: fetch() };
	known.set(key, shared);
	const forget = () => known.get(key) === shared && known.delete(key);
	shared.objects.catch(forget);
	return shared.objects as Promise<readonly T[]>;
}

/** Forgets lists that may be from before what is looked for was created; whether there were any. */
export function forgetOldLists(services: Services): boolean {
	const known = lists.get(services) ?? new Map<string, SharedList>();
	const old = [...known].filter(([, { askedAt }]) => services.clock.now() - askedAt > TRUSTED);
	for (const [key] of old) known.delete(key);
	return old.length > 0;
}
