/**
 * One of something for each owner and key, made when it is first asked for; it goes when its owner goes.
 *
 * @example
 * ```ts
 * const watcherOf = perOwner((cloud: Cloud, workspaceId) => new Watcher(lookAtInstances(cloud, workspaceId)));
 * ```
 */
export function perServices<Owner extends object, T>(make: (owner: Owner, key: string) => T) {
	const made = new WeakMap<Owner, Map<string, T>>();
	return (owner: Owner, key = ""): T => {
		const mine = made.get(owner) ?? new Map<string, T>();
		made.set(owner, mine);
		const one = mine.get(key) ?? make(owner, key);
		mine.set(key, one);
		return one;
	};
}
