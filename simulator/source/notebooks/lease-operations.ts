import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import { getForAction, getForRead } from "./get-notebook";
import { checkLease, readLeaseQuery, renewLease as renew, showLease as show } from "./lease";
import type { LeaseRequest } from "./lease";
import type { Notebooks } from "./notebooks";
import { leaseSchema } from "./request-schemas";

export function showLease(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	return { status: 200, body: show(getForRead(request, notebooks).lease) };
}

/** Renews the lease from now on. A duration in the query takes precedence over the body, and makes it a timed lease. */
export function renewLease(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { core, errors, timeline } = notebooks;
	const notebook = getForAction("useRunning", request, notebooks);
	const leaseRequest = readRenewal(request, notebooks);
	checkLease(leaseRequest, core, errors);
	renew(notebook.lease, core, leaseRequest, false);
	timeline.rearmLease(notebook);
	notebook.record.update_at = core.shownNow();
	return notebooks.createResponse(show(notebook.lease), 204);
}

function readRenewal({ query, body }: OperationRequest, { core, errors }: Notebooks): LeaseRequest {
	const { duration } = readLeaseQuery(query, errors);
	if (duration !== undefined) return { duration, type: "TIMING" };
	if (body.length === 0) return {};
	return readBody<LeaseRequest>(body, leaseSchema, errors, core.settings.values.refuseUnknownFields);
}
