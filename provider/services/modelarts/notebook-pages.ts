import { ApiError } from "../http/errors";
import { collectPages, type Page } from "../http/paging";

/** How many notebooks are asked for at once: the most that every edition of the documents allows. */
export const PAGE_SIZE = 50;

/** The same where there are more of them: one edition of the documents knows no upper end, another one knows only 50. */
const LARGE_PAGE_SIZE = 500;

/** Asks for one page of a list. */
export type FetchPage<T> = (limit: number, offset: number) => Promise<Page<T>>;

/**
 * Lists in as few pages as the service allows. A list that is longer than a page is asked for in large pages; where the
 * service refuses those, or shows no more in one, never again.
 */
export class LongLists {
	/** Which lists were longer than a page the last time, or must be so by now. */
	private readonly long = new Set<string>();

	private readonly made = new Map<string, number>();
	private isLargeNoHelp = false;

	/** One more that this list will show. */
	noteMade(key: string): void {
		const made = (this.made.get(key) ?? 0) + 1;
		this.made.set(key, made);
		if (made === PAGE_SIZE + 1) this.long.add(key);
	}

	/** How many one request of a list shows, as far as is known. */
	pageSizeOf(key: string): number {
		return this.long.has(key) && !this.isLargeNoHelp ? LARGE_PAGE_SIZE : PAGE_SIZE;
	}

	/** @param key tells lists from one another */
	async collect<T extends { readonly id: string }>(key: string, fetchPage: FetchPage<T>): Promise<T[]> {
		const triesLarge = this.pageSizeOf(key) === LARGE_PAGE_SIZE;
		if (triesLarge) {
			const found = await collectLarge(fetchPage);
			// No more than in a small page: it has become short, or the service cuts pages off. The small ones tell.
			if (found && found.length > PAGE_SIZE) return found;
		}

		const found = await collectPages((offset) => fetchPage(PAGE_SIZE, offset), PAGE_SIZE);
		if (found.length > PAGE_SIZE) this.long.add(key);
		else this.long.delete(key);
		this.isLargeNoHelp ||= triesLarge && this.long.has(key);
		return found;
	}
}

/** `undefined` if the service does not take so large a page. */
async function collectLarge<T extends { readonly id: string }>(fetchPage: FetchPage<T>): Promise<T[] | undefined> {
	try {
		return await collectPages((offset) => fetchPage(LARGE_PAGE_SIZE, offset), LARGE_PAGE_SIZE);
	} catch (error) {
		if (error instanceof ApiError && error.status === 400) return undefined;
		throw error;
	}
}
