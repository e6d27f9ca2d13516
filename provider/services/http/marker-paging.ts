import { PagingError } from "./paging";

/**
 * All items of a list that is fetched page by page, each page beginning after the item that was last on the one before.
 *
 * A page that is not full is the last one. One that is full and has nothing new is an error: the list does not continue
 * after the marker, so nothing may be concluded from what is missing in it.
 */
export async function collectByMarker<T extends { readonly id: string }>(
	fetchPage: (marker: string | undefined) => Promise<readonly T[]>,
	size: number,
): Promise<T[]> {
	const collected = new Map<string, T>();
	let marker: string | undefined;
	for (;;) {
		const items = await fetchPage(marker);
		const before = collected.size;
		for (const item of items) collected.set(item.id, item);
		if (items.length < size) return [...collected.values()];

		if (collected.size === before) {
			throw new PagingError(`The list shows the same ${collected.size} entries again instead of those after them.`);
		}
		marker = items.at(-1)?.id;
	}
}
