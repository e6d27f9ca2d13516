export interface Page<T> {
	readonly items: readonly T[];

	/** How many there are in all, if the service says so; it may count this page only. */
	readonly total?: number;
}

/** The pages of a list do not add up: nothing may be concluded from what is missing in it. */
export class PagingError extends Error {
	override name = "PagingError";
}

/** Fewer are shown than there are said to be. That may pass: what is counted may just not be shown yet. */
export class ShortListError extends PagingError {
	override name = "ShortListError";
}

/**
 * All items of a list, each once, by its id.
 *
 * Goes on while pages are full or more is announced, and while they bring something new: the end does not depend on a
 * total that the documents do not define, and a list that ignores the offset is noticed.
 */
export async function collectPages<T extends { readonly id: string }>(
	fetchPage: (offset: number) => Promise<Page<T>>,
	size: number,
): Promise<T[]> {
	const collected = new Map<string, T>();
	let offset = 0;
	for (;;) {
		const { items, total = 0 } = await fetchPage(offset);
		const before = collected.size;
		for (const item of items) collected.set(item.id, item);
		offset += items.length;

		const more = items.length === size || offset < total;
		const progress = collected.size > before;
		if (!more || items.length > size) return [...collected.values()];
		if (!progress) {
			if (collected.size >= total) return [...collected.values()];
			throw new ShortListError(
				`The list is announced to have ${total} entries, but no more than ${collected.size} are shown.`,
			);
		}
	}
}
