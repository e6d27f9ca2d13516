import type { Answer, Call } from "../gateway/operation";
import { checkSoldOut } from "./flavors";
import { checkLease, readLeaseQuery, renewLease } from "./lease";
import type { Notebook } from "./notebook";
import type { Notebooks } from "./notebooks";
import { judgeAction } from "./transitions";
import type { NotebookAction } from "./transitions";

/** The notebook, if its status allows the action. */
export function findFor(action: NotebookAction, call: Call, notebooks: Notebooks): Notebook {
	const notebook = notebooks.find(call);
	const code = judgeAction(action, notebook.record.status, notebooks.core);
	if (code) throw notebooks.refusals.refuse(code);
	return notebook;
}

/** Starts it with a new token and a new lease. */
export function startNotebook(call: Call, notebooks: Notebooks): Answer {
	const { core, refusals, timeline } = notebooks;
	const notebook = findFor("start", call, notebooks);
	const wanted = readLeaseQuery(call.query, refusals);
	checkLease(wanted, core, refusals);
	checkSoldOut(notebook.record.flavor, core, refusals);
	renewLease(notebook.lease, core, wanted, core.settings.values.startLease === "kept");
	timeline.planStart(notebook);
	notebook.record.update_at = core.shownNow();
	return notebooks.answer(notebooks.show(notebook));
}

export function stopNotebook(call: Call, notebooks: Notebooks): Answer {
	const notebook = findFor("stop", call, notebooks);
	notebooks.timeline.planStop(notebook);
	notebook.record.update_at = notebooks.core.shownNow();
	return notebooks.answer(notebooks.show(notebook));
}

/** Also a running one; its disk goes with it. */
export function deleteNotebook(call: Call, notebooks: Notebooks): Answer {
	const notebook = findFor("delete", call, notebooks);
	notebooks.timeline.planDelete(notebook);
	return notebooks.answer(notebooks.show(notebook), 204);
}
