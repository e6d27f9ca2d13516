/** An object that belongs to a project and has a status. */
export interface StoredItem {
	readonly id: string;
	readonly projectId: string;
	readonly record: { readonly name: string; readonly status: string };
}

/** The objects of one kind in all projects. Every read applies the steps that are due first. */
export class ProjectStore<Item extends StoredItem> {
	/** Replaced by the history alone. */
	items = new Map<string, Item>();

	/**
	 * `applyDueSteps` applies the steps that are due; `keepsDeleted` says whether a deleted object remains as DELETED
	 * instead of being removed.
	 */
	constructor(
		private readonly applyDueSteps: (item: Item) => void,
		private readonly keepsDeleted: () => boolean,
	) {}

	add(item: Item): void {
		this.items.set(item.id, item);
	}

	/** Finds an object by its id, including a deleted one that remains as DELETED. */
	find(projectId: string, id: string): Item | undefined {
		const item = this.items.get(id);
		if (item?.projectId !== projectId) return undefined;
		this.refresh(item);
		return this.items.get(id);
	}

	/** Finds an object of any project by id or name, for the admin API. Of several with one name, the first. */
	findAnywhere(idOrName: string): Item | undefined {
		return this.all().find(({ id, record }) => id === idOrName || record.name === idOrName);
	}

	/** The objects of a project, without deleted ones. */
	listExisting(projectId: string): Item[] {
		return this.listOfProject(projectId).filter((item) => !isDeleted(item));
	}

	/** The objects of a project, including deleted ones that remain as DELETED. */
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
