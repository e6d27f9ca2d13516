import { takeDueSteps } from "../clock/due-steps";
import type { Core } from "../core";
import { makeBuiltInImages } from "./built-in-images";
import { isDeleted } from "./image";
import type { CustomImage, Purge } from "./image";

/** The images of all projects, and those that the service brings along. Whatever is taken out of here is up to date. */
export class CustomImageStore {
	/** For the history: only it puts others in their place. */
	items = new Map<string, CustomImage>();
	private builtIns: readonly CustomImage[] | undefined;
	readonly purges: Purge[] = [];

	constructor(private readonly core: Core) {}

	add(image: CustomImage): void {
		this.items.set(image.id, image);
	}

	/** Also a deleted one: what its detail answers is a setting. */
	find(projectId: string, id: string): CustomImage | undefined {
		const own = this.all().find((image) => image.id === id);
		if (own) return own.projectId === projectId || own.record["visibility"] === "PUBLIC" ? own : undefined;
		return this.listBuiltIns().find((image) => image.id === id);
	}

	/** By id or path, in whatever project: for the admin. */
	findAnywhere(idOrPath: string): CustomImage | undefined {
		return this.all().find(
			(image) => image.id === idOrPath || (!isDeleted(image) && image.record.swr_path === idOrPath),
		);
	}

	/** A project's own images, without the deleted ones. */
	listExisting(projectId: string): CustomImage[] {
		return this.all().filter((image) => image.projectId === projectId && !isDeleted(image));
	}

	/** Users' images of all projects, with the deleted ones. */
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

	/** Lets happen what is due by now, each step at the very moment it was due. */
	private applyDueSteps(image: CustomImage): void {
		const { record } = image;
		for (const { at, status, message, size } of takeDueSteps(image, this.core.clock.now())) {
			record.status = status;
			record.update_at = at + this.core.settings.values.clockOffset;
			if (message !== undefined) record["status_message"] = message;
			if (size === undefined) continue;
			record["size"] = size;
			this.core.objects.put("swrImages", { path: record.swr_path, size });
		}
	}
}
