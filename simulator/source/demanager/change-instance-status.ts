import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { checkAccount } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { checkSoldOut } from "./account-rules";
import type { Demanager } from "./demanager";
import type { Instance } from "./instance";
import { actionSchema } from "./request-schemas";
import { isFree } from "./timeline";
import { findTransitionError } from "./transitions";
import type { PowerAction } from "./transitions";

type Action = PowerAction | "queue" | "dequeue";

/**
 * Runs an action on an instance; the response has the statuses before and after it, under their inconsistent documented
 * names.
 */
export function changeInstanceStatus(request: OperationRequest, demanager: Demanager): HttpResponse {
	const { core, errors } = demanager;
	const instance = demanager.get(request);
	const { action } = readBody<{ action: Action }>(request.body, actionSchema, errors, false);
	const before = instance.record.status;
	checkAccount("changeInstanceStatus", core, errors);
	checkAccount(`${action}Instance`, core, errors);
	if (action === "queue" || action === "dequeue") changeQueue(action, instance, demanager);
	else changePower(action, instance, demanager);
	return { status: 200, body: { current_status: instance.record.status, previous_state: before } };
}

function changePower(action: PowerAction, instance: Instance, { core, errors, timeline }: Demanager): void {
	const { status, flavor } = instance.record;
	const code = findTransitionError(action, status);
	if (code) throw errors.create(code);
	switch (action) {
		case "start":
			checkSoldOut(flavor, core, errors);
			// An instance that has already queued does not queue again.
			return timeline.planStart(instance, isFree(instance) && status !== "READY_TO_START");
		case "stop":
			return timeline.planStop(instance);
		case "restart":
			return timeline.planRestart(instance);
	}
}

/** Queues or dequeues an instance. Only the newest edition of the old API mentions it: only free flavors can queue. */
function changeQueue(action: "queue" | "dequeue", instance: Instance, { errors, timeline }: Demanager): void {
	const { status } = instance.record;
	if (!isFree(instance)) throw errors.create("6336", "action");
	const isAllowed = action === "queue" ? status === "STOPPED" : status.endsWith("_QUEUING");
	if (!isAllowed) throw errors.create("6357");
	if (action === "queue") timeline.planStart(instance);
	else timeline.change(instance, "STOPPED");
}
