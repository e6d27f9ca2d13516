import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { checkAccount } from "../modelarts/check-account";
import { checkAutoStop } from "./auto-stop-rules";
import type { Demanager } from "./demanager";
import { fillAutoStop } from "./make-instance";
import { updateSchema } from "./request-schemas";
import type { UpdateRequest } from "./request-types";

/**
 * Updates the description and the auto-stop; a running countdown is not changed, the update applies from the next start
 * on.
 */
export function updateInstance(request: OperationRequest, demanager: Demanager): HttpResponse {
	const { core, errors } = demanager;
	const instance = demanager.get(request);
	const { strictDescription, refuseUnknownFields, lockedParameters } = core.settings.values;
	const body = readBody<UpdateRequest>(request.body, updateSchema(strictDescription), errors, refuseUnknownFields);
	const { record } = instance;
	const autoStop = body.spec?.auto_stop;
	checkAccount("updateInstance", core, errors);
	checkCharacters(body.description ?? "", errors);
	const locked = lockedParameters[record.status] ?? [];
	if (typeof body.description === "string" && locked.includes("description"))
		throw errors.create("6347", record.status, "description");
	if (autoStop && locked.includes("auto_stop")) throw errors.create("6347", record.status, "auto_stop");
	checkAutoStop(autoStop, core, errors);
	record.description = body.description ?? record.description;
	if (autoStop) record.spec.auto_stop = fillAutoStop(autoStop, record.spec.auto_stop);
	record.latest_update_timestamp = String(core.shownNow());
	return { status: 200, body: demanager.show(instance) };
}
