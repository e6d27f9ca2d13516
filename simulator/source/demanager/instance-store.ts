import type { Core } from "../core";
import type { Instance } from "./instance";
import type { Timeline } from "./timeline";

/** The instances of all projects. Whatever is taken out of here is up to date. */
export class InstanceStore {
	private readonly instances = new Map<string, Instance>();

	constructor(
		private readonly core: Core,
		private readonly timeline: Timeline,
	) {}

	add(instance: Instance): void {
		this.instances.set(instance.id, instance);
	}

	/** Also one that is gone, if the setting keeps the deleted in sight. */
	find(projectId: string, id: string): Instance | undefined {
		const instance = this.instances.get(id);
		if (instance?.projectId !== projectId) return undefined;
		this.update(instance);
		return this.instances.get(id);
	}

	/** By id or name, in whatever project: for the admin. */
	findAnywhere(idOrName: string): Instance | undefined {
		return this.all().find(({ id, record }) => id === idOrName || record.name === idOrName);
	}

	/** Those of a project, without the deleted ones. */
	living(projectId: string): Instance[] {
		return this.ofProject(projectId).filter((instance) => !isDeleted(instance));
	}

	/** Those of a project, with the deleted ones still in sight. */
	ofProject(projectId: string): Instance[] {
		return this.all().filter((instance) => instance.projectId === projectId);
	}

	all(): Instance[] {
		for (const instance of this.instances.values()) this.update(instance);
		return [...this.instances.values()];
	}

	remove(id: string): void {
		this.instances.delete(id);
	}

	reset(): void {
		this.instances.clear();
	}

	private update(instance: Instance): void {
		this.timeline.settle(instance);
		const { deletedInstance, listDeleted } = this.core.settings.values;
		const staysVisible = deletedInstance === "DELETED" || listDeleted;
		if (isDeleted(instance) && !staysVisible) this.instances.delete(instance.id);
	}
}

export function isDeleted({ record }: Instance): boolean {
	return record.status === "DELETED";
}
