/**
 * One of something for each owner and key, created when it is first asked for; it goes when its owner goes.
 *
 * @example
 * ```ts
 * const pollerOf = perServices((services: Services, workspaceId) => new BatchPoller(openSource(services, workspaceId), services));
 * ```
 */
export function perServices<Owner extends object, T>(make: (owner: Owner, key: string) => T) {
	const made = new WeakMap<Owner, Map<string, T>>();
	return (owner: Owner, key = ""): T => {
		const byKey = made.get(owner) ?? new Map<string, T>();
		made.set(owner, byKey);
		const one = byKey.get(key) ?? make(owner, key);
		byKey.set(key, one);
		return one;
	};
}
