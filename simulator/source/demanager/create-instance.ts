import type { Answer, Call } from "../gateway/operation";
import { checkAccount, checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { checkFlavor, checkName, checkQuota } from "./account-rules";
import { checkAutoStop } from "./auto-stop-rules";
import type { Demanager } from "./demanager";
import { makeInstance } from "./make-instance";
import { createShape } from "./request-shapes";
import type { CreateRequest } from "./request-types";
import { checkStorage } from "./storage-rules";

/** Checks in the order of the documented table of errors, then begins to create. */
export function createInstance(call: Call, demanager: Demanager): Answer {
	const { core, store, timeline, refusals } = demanager;
	const { refuseUnknownFields } = core.settings.values;
	const projectId = call.params["project_id"] ?? "";
	const request = readBody<CreateRequest>(call.body, createShape, refusals, refuseUnknownFields);
	const surroundings = { core, store, refusals, projectId, caller: call.caller };
	const workspaceId = request.workspace?.id ?? "0";
	checkStorage(request, core, refusals);
	checkCharacters(`${request.name}${request.description ?? ""}`, refusals);
	checkAccount("createInstance", core, refusals);
	checkWorkspace(workspaceId, core, refusals);
	checkName(request, workspaceId, surroundings);
	checkQuota(surroundings);
	checkFlavor(request, surroundings);
	checkAutoStop(request.spec.auto_stop, core, refusals);
	const instance = makeInstance(core, projectId, call.caller, request);
	timeline.planCreate(instance);
	store.add(instance);
	return { status: 200, body: demanager.show(instance) };
}
