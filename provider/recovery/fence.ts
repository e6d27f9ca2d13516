/**
 * The fence around what was taken over in this run: an object that an earlier run left behind belongs to the resource
 * that goes on with it now, and no delete of an older one may take it away.
 */
const fenced = new Set<string>();

export function fence(ids: Iterable<string>): void {
	for (const id of ids) fenced.add(id);
}

export function isFenced(id: string): boolean {
	return fenced.has(id);
}

/** What is said in place of the deletion. */
export function explainFence(id: string): string {
	return `${id} was not deleted: another resource of this run has taken it over, and goes on with it.`;
}
