import type { Call } from "../gateway/operation";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { judgeAction } from "./transitions";
import type { NotebookAction } from "./transitions";

/** For a look at lease or mounts: the documents say that only a running notebook has them, and not how others refuse. */
export function findForLook(call: Call, notebooks: Notebooks): Notebook {
	return notebooks.core.settings.values.readsNeedRunning
		? findFor("useRunning", call, notebooks)
		: notebooks.find(call);
}

/** The notebook that a path names, if its status allows the action. */
export function findFor(action: NotebookAction, call: Call, notebooks: Notebooks): Notebook {
	const notebook = notebooks.find(call);
	const code = judgeAction(action, notebook.record.status, notebooks.core);
	if (code) throw notebooks.refusals.refuse(code);
	return notebook;
}
