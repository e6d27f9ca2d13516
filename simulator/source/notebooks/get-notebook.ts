import type { OperationRequest } from "../gateway/operation";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { findActionError } from "./transitions";
import type { NotebookAction } from "./transitions";

/**
 * The notebook of a read of its lease or mounts. The documents say that only a running notebook has them, but not which
 * error others return.
 */
export function getForRead(request: OperationRequest, notebooks: Notebooks): Notebook {
	return notebooks.core.settings.values.readsNeedRunning
		? getForAction("useRunning", request, notebooks)
		: notebooks.get(request);
}

/** The notebook of a path; throws an error if its status does not allow the action. */
export function getForAction(action: NotebookAction, request: OperationRequest, notebooks: Notebooks): Notebook {
	const notebook = notebooks.get(request);
	const code = findActionError(action, notebook.record.status, notebooks.core);
	if (code) throw notebooks.errors.create(code);
	return notebook;
}
