import { ApiError } from "../http/errors";
import { collectPages, type Page } from "../http/paging";

/** How many notebooks one request asks for: the maximum that every edition of the documents allows. */
export const PAGE_SIZE = 50;

/** The same for longer lists: one edition of the documents knows no maximum, another one knows only 50. */
const LARGE_PAGE_SIZE = 500;

/** Fetches one page of a list. */
export type FetchPage<T> = (limit: number, offset: number) => Promise<Page<T>>;

/**
 * Lists in as few pages as the service allows. A list that is longer than a page is read in large pages; where the service
 * rejects those, or shows no more in one, never again.
 */
export class PageSizes {
	/** Lists that were longer than a page the last time, or must be so by now. */
	private readonly longLists = new Set<string>();

	private readonly createdCounts = new Map<string, number>();
	private areLargePagesUseless = false;

	/** This list will show one more. */
	recordCreated(key: string): void {
		const count = (this.createdCounts.get(key) ?? 0) + 1;
		this.createdCounts.set(key, count);
		if (count === PAGE_SIZE + 1) this.longLists.add(key);
	}

	/** How many one request of a list shows, as far as is known. */
	find(key: string): number {
		return this.longLists.has(key) && !this.areLargePagesUseless ? LARGE_PAGE_SIZE : PAGE_SIZE;
	}

	/** @param key tells lists from one another */
	async collect<T extends { readonly id: string }>(key: string, fetchPage: FetchPage<T>): Promise<T[]> {
		const triesLarge = this.find(key) === LARGE_PAGE_SIZE;
		if (triesLarge) {
			const found = await collectLarge(fetchPage);
			// No more than in a small page: the list has become short, or the service truncates pages. The small ones tell.
			if (found && found.length > PAGE_SIZE) return found;
		}

		const found = await collectPages((offset) => fetchPage(PAGE_SIZE, offset), PAGE_SIZE);
		if (found.length > PAGE_SIZE) this.longLists.add(key);
		else this.longLists.delete(key);
		this.areLargePagesUseless ||= triesLarge && this.longLists.has(key);
		return found;
	}
}

/** `undefined` if the service rejects so large a page. */
async function collectLarge<T extends { readonly id: string }>(fetchPage: FetchPage<T>): Promise<T[] | undefined> {
	try {
		return await collectPages((offset) => fetchPage(LARGE_PAGE_SIZE, offset), LARGE_PAGE_SIZE);
	} catch (error) {
		if (error instanceof ApiError && error.status === 400) return undefined;
		throw error;
	}
}
