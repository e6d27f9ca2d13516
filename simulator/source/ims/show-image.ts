import type { Core } from "../core";
import type { CloudImage } from "./image";

/** An image as responses show it. `listed` may show older tags, `fresh` shows the current ones. */
export function showImage(image: CloudImage, core: Core, form: "fresh" | "listed" = "fresh"): Record<string, unknown> {
	const { listedTags, listedTagSign } = core.settings.values;
	const tags = form === "fresh" || listedTags === "fresh" ? image.tags : image.initialTags;
	const shown = form === "listed" && listedTags === "none" ? new Map<string, string>() : tags;
	return { ...image.record, tags: [...shown].map(([key, value]) => `${key}${listedTagSign}${value}`) };
}

/** Tags as the tag operations show them. */
export function showTags(tags: ReadonlyMap<string, string>): { key: string; value: string }[] {
	return [...tags].map(([key, value]) => ({ key, value }));
}
