import type { Core } from "../core";
import { isDeleted } from "./notebook";
import type { Notebook } from "./notebook";
import type { Timeline } from "./timeline";

/** The notebooks of all projects. Whatever is taken out of here is up to date. */
export class NotebookStore {
	private readonly notebooks = new Map<string, Notebook>();

	constructor(
		private readonly core: Core,
		private readonly timeline: Timeline,
	) {}

	add(notebook: Notebook): void {
		this.notebooks.set(notebook.id, notebook);
	}

	/** Also one that is gone, if the setting keeps the deleted in sight. */
	find(projectId: string, id: string): Notebook | undefined {
		return this.all().find((notebook) => notebook.id === id && notebook.projectId === projectId);
	}

	/** By id or name, in whatever project: for the admin. Of several of one name, the first. */
	findAnywhere(idOrName: string): Notebook | undefined {
		return this.all().find(({ id, record }) => id === idOrName || record.name === idOrName);
	}

	/** Those of a project, without the deleted ones. */
	living(projectId: string): Notebook[] {
		return this.all().filter((notebook) => notebook.projectId === projectId && !isDeleted(notebook));
	}

	all(): Notebook[] {
		const staysVisible = this.core.settings.values.missingNotebook === "DELETED";
		for (const notebook of this.notebooks.values()) {
			this.timeline.settle(notebook);
			if (isDeleted(notebook) && !staysVisible) this.notebooks.delete(notebook.id);
		}
		return [...this.notebooks.values()];
	}

	remove(id: string): void {
		this.notebooks.delete(id);
	}

	reset(): void {
		this.notebooks.clear();
	}
}
