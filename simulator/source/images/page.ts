import type { Core } from "../core";

/** The envelope of lists. `current` counts pages from 0 in captured answers, from 1 in some samples. */
export function cutPage(
	items: readonly Record<string, unknown>[],
	{ limit, offset }: { readonly limit: number; readonly offset: number },
	core: Core,
): Record<string, unknown> {
	const { customImageListPageMax, firstCustomImagePage } = core.settings.values;
	const size = Math.min(limit, customImageListPageMax ?? Infinity);
	return {
		current: firstCustomImagePage + Math.floor(offset / size),
		data: items.slice(offset, offset + size),
		pages: Math.ceil(items.length / size),
		size,
		total: items.length,
	};
}
