/** Something that belongs to a project and has a life of its own. */
export interface StoredItem {
	readonly id: string;
	readonly projectId: string;
	readonly record: { readonly name: string; readonly status: string };
}

/** The things of one kind in all projects. Whatever is taken out of here is up to date. */
export class ProjectStore<Item extends StoredItem> {
	/** For the history: only it puts others in their place. */
	items = new Map<string, Item>();

	/**
	 * `settle` lets happen what is due; `keepsDeleted` says whether a deleted one stays in sight as DELETED, in place of
	 * being forgotten.
	 */
	constructor(
		private readonly applyDueSteps: (item: Item) => void,
		private readonly keepsDeleted: () => boolean,
	) {}

	add(item: Item): void {
		this.items.set(item.id, item);
	}

	/** Also one that is gone, if it stays in sight. */
	find(projectId: string, id: string): Item | undefined {
		const item = this.items.get(id);
		if (item?.projectId !== projectId) return undefined;
		this.refresh(item);
		return this.items.get(id);
	}

	/** By id or name, in whatever project: for the admin. Of several of one name, the first. */
	findAnywhere(idOrName: string): Item | undefined {
		return this.all().find(({ id, record }) => id === idOrName || record.name === idOrName);
	}

	/** Those of a project, without the deleted ones. */
	listExisting(projectId: string): Item[] {
		return this.listOfProject(projectId).filter((item) => !isDeleted(item));
	}

	/** Those of a project, with the deleted ones still in sight. */
	listOfProject(projectId: string): Item[] {
		return this.all().filter((item) => item.projectId === projectId);
	}

	all(): Item[] {
		for (const item of this.items.values()) this.refresh(item);
		return [...this.items.values()];
	}

	remove(id: string): void {
		this.items.delete(id);
	}

	reset(): void {
		this.items.clear();
	}

	private refresh(item: Item): void {
		this.applyDueSteps(item);
		if (isDeleted(item) && !this.keepsDeleted()) this.items.delete(item.id);
	}
}

export function isDeleted({ record }: StoredItem): boolean {
	return record.status === "DELETED";
}
