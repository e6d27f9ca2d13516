import type { Answer, Call } from "../gateway/operation";
import { findFor } from "./find-for";
import { checkSoldOut } from "./flavors";
import { checkLease, readLeaseQuery, renewLease } from "./lease";
import type { Notebooks } from "./notebooks";

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
