import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { getForAction } from "./get-notebook";
import { checkSoldOut } from "./flavors";
import { checkLease, readLeaseQuery, renewLease } from "./lease";
import type { Notebooks } from "./notebooks";

/** Starts a notebook with a new token and a new lease. */
export function startNotebook(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, errors, timeline } = notebooks;
	const notebook = getForAction("start", request, notebooks);
	const leaseRequest = readLeaseQuery(request.query, errors);
	checkLease(leaseRequest, core, errors);
	checkSoldOut(notebook.record.flavor, core, errors);
	renewLease(notebook.lease, core, leaseRequest, core.settings.values.startLease === "kept");
	timeline.planStart(notebook);
	notebook.record.update_at = core.shownNow();
	return notebooks.createResponse(notebooks.show(notebook));
}

export function stopNotebook(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const notebook = getForAction("stop", request, notebooks);
	notebooks.timeline.planStop(notebook);
	notebook.record.update_at = notebooks.core.shownNow();
	return notebooks.createResponse(notebooks.show(notebook));
}

/** Deletes a notebook and its disk, also while it runs. */
export function deleteNotebook(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const notebook = getForAction("delete", request, notebooks);
	notebooks.timeline.planDelete(notebook);
	return notebooks.createResponse(notebooks.show(notebook), 204);
}
