export interface PageOptions {
	readonly limit: number;
	readonly offset: number;
	/** The maximum size of a page; null: as requested. */
	readonly maxSize: number | null;
	/** The number of the first page in `current`: 0 in captured responses, 1 in some samples. */
	readonly firstPage: number;
}

/** Cuts one page of a list and puts it into the envelope of the lists of images and notebooks. */
export function paginate(
	items: readonly Record<string, unknown>[],
	{ limit, offset, maxSize, firstPage }: PageOptions,
): Record<string, unknown> {
	const size = Math.min(limit, maxSize ?? Infinity);
	return {
		current: firstPage + Math.floor(offset / size),
		data: items.slice(offset, offset + size),
		pages: Math.ceil(items.length / size),
		size,
		total: items.length,
	};
}
