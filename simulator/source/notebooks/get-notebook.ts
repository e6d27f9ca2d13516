import type { OperationRequest } from "../gateway/operation";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { findActionError } from "./transitions";
import type { NotebookAction } from "./transitions";

/** For a look at lease or mounts: the documents say that only a running notebook has them, and not how others refuse. */
export function getForRead(request: OperationRequest, notebooks: Notebooks): Notebook {
	return notebooks.core.settings.values.readsNeedRunning
		? getForAction("useRunning", request, notebooks)
		: notebooks.get(request);
}

/** The notebook that a path names, if its status allows the action. */
export function getForAction(action: NotebookAction, request: OperationRequest, notebooks: Notebooks): Notebook {
	const notebook = notebooks.get(request);
	const code = findActionError(action, notebook.record.status, notebooks.core);
	if (code) throw notebooks.errors.create(code);
	return notebook;
}
