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

/** The state and dependencies of the development environment that current regions serve. */
export class Notebooks {
	readonly failures: NotebookFailures;
	readonly timeline: Timeline;
	readonly store: ProjectStore<Notebook>;
	readonly errors: ModelArtsErrors;

	constructor(
		readonly core: Core,
		readonly accounts: Accounts,
		/** The images of notebooks, including saved ones. */
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

	/** The notebook of a path; throws the configured not-found error if it does not exist or is deleted. */
	get(request: OperationRequest): Notebook {
		const notebook = this.find(request);
		if (!notebook || isDeleted(notebook)) throw this.createNotFoundError(request.params["id"]);
		return notebook;
	}

	/** The notebook of a path, including a deleted one that remains as DELETED. */
	find({ params }: OperationRequest): Notebook | undefined {
		return this.store.find(params["project_id"] ?? "", params["id"] ?? "");
	}

	/** Both error codes were observed by clients; the documents have the plain 404. */
	createNotFoundError(id = ""): ErrorResponse {
		const { missingNotebook } = this.core.settings.values;
		if (missingNotebook === "404") return this.errors.create("0015");
		return missingNotebook === "6404" ? this.errors.create("6404", id) : this.errors.create("6309");
	}

	show(notebook: Notebook): Record<string, unknown> {
		return showNotebook(this.core, this.accounts, notebook);
	}

	/** A notebook as the admin API shows it, without its token. */
	showToAdmin(notebook: Notebook): Record<string, unknown> {
		const { token, ...shown } = this.show(notebook);
		return { project_id: notebook.projectId, ...shown };
	}

	/** The response to a change: 200, or the other documented success code according to the setting. */
	createResponse(body: unknown, other: 201 | 204 = 201): HttpResponse {
		if (!this.core.settings.values.otherSuccessCodes) return { status: 200, body };
		return other === 204 ? { status: 204 } : { status: 201, body };
	}
}
