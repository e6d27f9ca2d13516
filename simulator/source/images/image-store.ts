import { takeDueSteps } from "../clock/due-steps";
import type { Core } from "../core";
import { makeBuiltInImages } from "./built-in-images";
import { isDeleted } from "./image";
import type { CustomImage, Purge } from "./image";

/** The images of all projects and the built-in images. Every read applies the steps that are due first. */
export class CustomImageStore {
	/** Replaced by the history alone. */
	items = new Map<string, CustomImage>();
	private builtIns: readonly CustomImage[] | undefined;
	readonly purges: Purge[] = [];

	constructor(private readonly core: Core) {}

	add(image: CustomImage): void {
		this.items.set(image.id, image);
	}

	/** Finds an image by its id, including a deleted one: a setting decides how it is shown. */
	find(projectId: string, id: string): CustomImage | undefined {
		const own = this.all().find((image) => image.id === id);
		if (own) return own.projectId === projectId || own.record["visibility"] === "PUBLIC" ? own : undefined;
		return this.listBuiltIns().find((image) => image.id === id);
	}

	/** Finds an image of any project by id or path, for the admin API. */
	findAnywhere(idOrPath: string): CustomImage | undefined {
		return this.all().find(
			(image) => image.id === idOrPath || (!isDeleted(image) && image.record.swr_path === idOrPath),
		);
	}

	/** A project's own images, without deleted ones. */
	listExisting(projectId: string): CustomImage[] {
		return this.all().filter((image) => image.projectId === projectId && !isDeleted(image));
	}

	/** The registered images of all projects, including deleted ones. */
	all(): CustomImage[] {
		for (const image of this.items.values()) this.applyDueSteps(image);
		return [...this.items.values()];
	}

	listBuiltIns(): readonly CustomImage[] {
		return (this.builtIns ??= makeBuiltInImages(this.core)).slice(0, this.core.settings.values.builtInImages);
	}

	remove(id: string): void {
		this.items.delete(id);
	}

	reset(): void {
		this.items.clear();
		this.builtIns = undefined;
		this.purges.length = 0;
	}

	/** Applies the steps that are due, each with the time at which it was due. */
	private applyDueSteps(image: CustomImage): void {
		const { record } = image;
		for (const { at, status, message, size } of takeDueSteps(image, this.core.clock.now())) {
			record.status = status;
			record.update_at = this.core.toShown(at);
			if (message !== undefined) record["status_message"] = message;
			if (size === undefined) continue;
			record["size"] = size;
			this.core.objects.put("swrImages", { path: record.swr_path, size });
		}
	}
}
