export interface PageOptions {
	readonly limit: number;
	readonly offset: number;
	/** A page is never longer; null: as asked for. */
	readonly maxSize: number | null;
	/** The number of the first page in `current`: 0 in captured answers, 1 in some samples. */
	readonly firstPage: number;
}

/** The envelope of the lists of images and notebooks. */
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
