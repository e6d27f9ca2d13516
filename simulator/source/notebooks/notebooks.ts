import type { Core } from "../core";
import type { HttpResponse, OperationRequest } from "../gateway/operation";
import type { ErrorResponse } from "../gateway/error-response";
import type { Accounts } from "../iam/accounts";
import type { CustomImages } from "../images/custom-images";
import { ModelArtsErrors } from "../modelarts/modelarts-errors";
import { isDeleted, ProjectStore } from "../objects/project-store";
import { NotebookFailures } from "./notebook-failures";
import type { Notebook } from "./notebook";
import { showNotebook } from "./show-notebook";
import { Timeline } from "./timeline";

/** The rooms of the development environment that today's regions serve, together. */
export class Notebooks {
	readonly failures: NotebookFailures;
	readonly timeline: Timeline;
	readonly store: ProjectStore<Notebook>;
	readonly errors: ModelArtsErrors;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
		/** What notebooks are made of, and where their own images go. */
		readonly images: CustomImages,
	) {
		this.failures = new NotebookFailures(() => core.settings.values.notebookFailures);
		this.timeline = new Timeline(core, this.failures);
		this.store = new ProjectStore(
			(notebook) => this.timeline.applyDueSteps(notebook),
			() => core.settings.values.missingNotebook === "DELETED",
		);
		this.errors = new ModelArtsErrors(core);
	}

	/** The notebook that a path names, or the refusal that the setting wants; a deleted one is no notebook. */
	get(request: OperationRequest): Notebook {
		const notebook = this.find(request);
		if (!notebook || isDeleted(notebook)) throw this.createNotFoundError(request.params["id"]);
		return notebook;
	}

	find({ params }: OperationRequest): Notebook | undefined {
		return this.store.find(params["project_id"] ?? "", params["id"] ?? "");
	}

	/** Clients have met both errors; the documents have the plain 404. */
	createNotFoundError(id = ""): ErrorResponse {
		const { missingNotebook } = this.core.settings.values;
		if (missingNotebook === "404") return this.errors.create("0015");
		return missingNotebook === "6404" ? this.errors.create("6404", id) : this.errors.create("6309");
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
	createResponse(body: unknown, other: 201 | 204 = 201): HttpResponse {
		if (!this.core.settings.values.otherSuccessCodes) return { status: 200, body };
		return other === 204 ? { status: 204 } : { status: 201, body };
	}
}
