import type { Core } from "../core";
import { writeImageTime } from "./image";
import type { CloudImage } from "./image";

/** The images of all projects. Whatever is taken out of here is up to date. */
export class CloudImageStore {
	/** For the history: only it puts others in their place. */
	items = new Map<string, CloudImage>();

	constructor(private readonly core: Core) {}

	add(image: CloudImage): void {
		this.items.set(image.record.id, image);
	}

	/** One that the project may see. */
	find(projectId: string, id: string): CloudImage | undefined {
		return this.visible(projectId).find(({ record }) => record.id === id);
	}

	/** By id or name, in whatever project: for the admin. */
	findAnywhere(idOrName: string): CloudImage | undefined {
		return this.all().find(({ record }) => record.id === idOrName || record.name === idOrName);
	}

	/** Own ones, public ones, and those of others that are shared; without those that the service hides while they are made. */
	visible(projectId: string): CloudImage[] {
		const hides = this.core.settings.values.imageWhileJobRuns === "hidden";
		return this.all().filter(
			({ record, pendingCreate }) =>
				(record.owner === projectId || record.visibility === "public" || record.visibility === "shared") &&
				!(pendingCreate && hides),
		);
	}

	/** A project's own, as the quota counts them. */
	listOfProject(projectId: string): CloudImage[] {
		return this.all().filter(({ record }) => record.owner === projectId);
	}

	/** In the order of making: times have whole seconds only. */
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

	/** Lets happen what is due by now: the end of its job, and of its deletion. */
	private applyDueSteps(image: CloudImage): void {
		const { clock, settings } = this.core;
		const { record, pendingCreate, deletedAt } = image;
		if (pendingCreate && pendingCreate.at <= clock.now()) {
			delete image.pendingCreate;
			if (pendingCreate.failed) {
				record.status = "killed";
				if (settings.values.failedImage === "removed") this.remove(record.id);
			} else {
				const time = writeImageTime(pendingCreate.at + settings.values.clockOffset);
				Object.assign(record, { status: "active", active_at: time, updated_at: time });
				record["__image_size"] = String(pendingCreate.bytes);
			}
		}
		if (deletedAt !== undefined && deletedAt <= clock.now()) this.remove(record.id);
	}
}
