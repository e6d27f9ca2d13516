import type { Answer, Call } from "../gateway/operation";
import { checkAccount } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { checkSoldOut } from "./account-rules";
import type { Demanager } from "./demanager";
import type { Instance } from "./instance";
import { actionShape } from "./request-shapes";
import { isFree } from "./timeline";
import { judgeTransition } from "./transitions";
import type { PowerAction } from "./transitions";

type Action = PowerAction | "queue" | "dequeue";

/** The action call: answers with the status before and after, under names that do not match each other. */
export function changeInstanceStatus(call: Call, demanager: Demanager): Answer {
	const { core, refusals } = demanager;
	const instance = demanager.find(call);
	const { action } = readBody<{ action: Action }>(call.body, actionShape, refusals, false);
	const before = instance.record.status;
	checkAccount("changeInstanceStatus", core, refusals);
	checkAccount(`${action}Instance`, core, refusals);
	if (action === "queue" || action === "dequeue") changeQueue(action, instance, demanager);
	else changePower(action, instance, demanager);
	return { status: 200, body: { current_status: instance.record.status, previous_state: before } };
}

function changePower(action: PowerAction, instance: Instance, { core, refusals, timeline }: Demanager): void {
	const { status, flavor } = instance.record;
	const code = judgeTransition(action, status);
	if (code) throw refusals.refuse(code);
	switch (action) {
		case "start":
			checkSoldOut(flavor, core, refusals);
			// What has queued already does not queue again.
			return timeline.planStart(instance, isFree(instance) && status !== "READY_TO_START");
		case "stop":
			return timeline.planStop(instance);
		case "restart":
			return timeline.planRestart(instance);
	}
}

/** Only the newest edition of the old API has it, in half a sentence: free flavors alone can queue. */
function changeQueue(action: "queue" | "dequeue", instance: Instance, { refusals, timeline }: Demanager): void {
	const { status } = instance.record;
	if (!isFree(instance)) throw refusals.refuse("6336", "action");
	const fits = action === "queue" ? status === "STOPPED" : status.endsWith("_QUEUING");
	if (!fits) throw refusals.refuse("6357");
	if (action === "queue") timeline.planStart(instance);
	else timeline.change(instance, "STOPPED");
}
