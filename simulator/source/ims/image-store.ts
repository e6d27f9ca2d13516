import type { Core } from "../core";
import { writeImageTime } from "./image";
import type { CloudImage } from "./image";

/** The images of all projects. Every read applies the changes that are due first. */
export class CloudImageStore {
	/** Replaced by the history alone. */
	items = new Map<string, CloudImage>();

	constructor(private readonly core: Core) {}

	add(image: CloudImage): void {
		this.items.set(image.record.id, image);
	}

	/** Finds an image that is visible to the project. */
	find(projectId: string, id: string): CloudImage | undefined {
		return this.visible(projectId).find(({ record }) => record.id === id);
	}

	/** Finds an image of any project by id or name, for the admin API. */
	findAnywhere(idOrName: string): CloudImage | undefined {
		return this.all().find(({ record }) => record.id === idOrName || record.name === idOrName);
	}

	/** The project's own, public and shared images, without those that are hidden while their job runs. */
	visible(projectId: string): CloudImage[] {
		const hides = this.core.settings.values.imageWhileJobRuns === "hidden";
		return this.all().filter(
			({ record, pendingCreate }) =>
				(record.owner === projectId || record.visibility === "public" || record.visibility === "shared") &&
				!(pendingCreate && hides),
		);
	}

	/** A project's own images, as the quota counts them. */
	listOfProject(projectId: string): CloudImage[] {
		return this.all().filter(({ record }) => record.owner === projectId);
	}

	/** All images in the order of creation, which the times cannot tell because they have whole seconds only. */
	all(): CloudImage[] {
		for (const image of this.items.values()) this.applyDueSteps(image);
		return [...this.items.values()];
	}

	remove(id: string): void {
		this.items.delete(id);
	}

	reset(): void {
		this.items.clear();
	}

	/** Applies the changes that are due: the end of the job, and of the deletion. */
	private applyDueSteps(image: CloudImage): void {
		const { clock, settings } = this.core;
		const { record, pendingCreate, deletedAt } = image;
		if (pendingCreate && pendingCreate.at <= clock.now()) {
			delete image.pendingCreate;
			if (pendingCreate.failed) {
				record.status = "killed";
				if (settings.values.failedImage === "removed") this.remove(record.id);
			} else {
				const time = writeImageTime(this.core.toShown(pendingCreate.at));
				Object.assign(record, { status: "active", active_at: time, updated_at: time });
				record["__image_size"] = String(pendingCreate.bytes);
			}
		}
		if (deletedAt !== undefined && deletedAt <= clock.now()) this.remove(record.id);
	}
}
