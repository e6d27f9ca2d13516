import type { Answer, Call } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { checkAccount } from "../modelarts/check-account";
import { checkAutoStop } from "./auto-stop-rules";
import type { Demanager } from "./demanager";
import { fillAutoStop } from "./make-instance";
import { updateShape } from "./request-shapes";
import type { UpdateRequest } from "./request-types";

/** Description and auto-stop; a running countdown is left alone, the change counts from the next start on. */
export function updateInstance(call: Call, demanager: Demanager): Answer {
	const { core, refusals } = demanager;
	const instance = demanager.find(call);
	const { strictDescription, refuseUnknownFields, lockedParameters } = core.settings.values;
	const request = readBody<UpdateRequest>(call.body, updateShape(strictDescription), refusals, refuseUnknownFields);
	const { record } = instance;
	const autoStop = request.spec?.auto_stop;
	checkAccount("updateInstance", core, refusals);
	checkCharacters(request.description ?? "", refusals);
	const locked = lockedParameters[record.status] ?? [];
	if (typeof request.description === "string" && locked.includes("description"))
		throw refusals.refuse("6347", record.status, "description");
	if (autoStop && locked.includes("auto_stop")) throw refusals.refuse("6347", record.status, "auto_stop");
	checkAutoStop(autoStop, core, refusals);
	record.description = request.description ?? record.description;
	if (autoStop) record.spec.auto_stop = fillAutoStop(autoStop, record.spec.auto_stop);
	record.latest_update_timestamp = String(core.shownNow());
	return { status: 200, body: demanager.show(instance) };
}
