import type { Core } from "../core";
import type { Answer, Call } from "../gateway/operation";
import type { Refusal } from "../gateway/refusal";
import type { Accounts } from "../iam/accounts";
import type { CustomImages } from "../images/custom-images";
import { ModelArtsRefusals } from "../modelarts/modelarts-refusals";
import { isDeleted, ProjectStore } from "../objects/project-store";
import { NotebookFailures } from "./failure-orders";
import type { Notebook } from "./notebook";
import { showNotebook } from "./show-notebook";
import { Timeline } from "./timeline";

/** The rooms of the development environment that today's regions serve, together. */
export class Notebooks {
	readonly failures: NotebookFailures;
	readonly timeline: Timeline;
	readonly store: ProjectStore<Notebook>;
	readonly refusals: ModelArtsRefusals;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
		/** What notebooks are made of, and where their own images go. */
		readonly images: CustomImages,
	) {
		this.failures = new NotebookFailures(() => core.settings.values.notebookFailures);
		this.timeline = new Timeline(core, this.failures);
		this.store = new ProjectStore(
			(notebook) => this.timeline.settle(notebook),
			() => core.settings.values.missingNotebook === "DELETED",
		);
		this.refusals = new ModelArtsRefusals(core);
	}

	/** The notebook that a path names, or the refusal that the setting wants; a deleted one is no notebook. */
	find(call: Call): Notebook {
		const notebook = this.lookUp(call);
		if (!notebook || isDeleted(notebook)) throw this.refuseUnknown(call.params["id"]);
		return notebook;
	}

	lookUp({ params }: Call): Notebook | undefined {
		return this.store.find(params["project_id"] ?? "", params["id"] ?? "");
	}

	/** Clients have met both errors; the documents have the plain 404. */
	refuseUnknown(id = ""): Refusal {
		const { missingNotebook } = this.core.settings.values;
		if (missingNotebook === "404") return this.refusals.refuse("0015");
		return missingNotebook === "6404" ? this.refusals.refuse("6404", id) : this.refusals.refuse("6309");
	}

	show(notebook: Notebook): Record<string, unknown> {
		return showNotebook(this.core, this.accounts, notebook);
	}

	/** For the admin: without the secret. */
	showToAdmin(notebook: Notebook): Record<string, unknown> {
		const { token, ...shown } = this.show(notebook);
		return { project_id: notebook.projectId, ...shown };
	}

	/** The answer to a change: 200, or the other documented success if the setting says so. */
	answer(body: unknown, other: 201 | 204 = 201): Answer {
		if (!this.core.settings.values.otherSuccessCodes) return { status: 200, body };
		return other === 204 ? { status: 204 } : { status: 201, body };
	}
}
