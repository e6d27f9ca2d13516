import type { Answer, Call } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import { findFor, findForLook } from "./find-for";
import { checkLease, readLeaseQuery, renewLease as renew, showLease as show } from "./lease";
import type { LeaseRequest } from "./lease";
import type { Notebooks } from "./notebooks";
import { leaseShape } from "./request-shapes";

export function showLease(call: Call, notebooks: Notebooks): Answer {
	return { status: 200, body: show(findForLook(call, notebooks).lease) };
}

/** From now on so long. A duration in the query wins over the body, and makes it a timed lease. */
export function renewLease(call: Call, notebooks: Notebooks): Answer {
	const { core, refusals, timeline } = notebooks;
	const notebook = findFor("useRunning", call, notebooks);
	const wanted = readRenewal(call, notebooks);
	checkLease(wanted, core, refusals);
	renew(notebook.lease, core, wanted, false);
	timeline.rearmLease(notebook);
	notebook.record.update_at = core.shownNow();
	return notebooks.answer(show(notebook.lease), 204);
}

function readRenewal({ query, body }: Call, { core, refusals }: Notebooks): LeaseRequest {
	const { duration } = readLeaseQuery(query, refusals);
	if (duration !== undefined) return { duration, type: "TIMING" };
	if (body.length === 0) return {};
	return readBody<LeaseRequest>(body, leaseShape, refusals, core.settings.values.refuseUnknownFields);
}
