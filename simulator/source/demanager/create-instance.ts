import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { checkAccount, checkWorkspace } from "../modelarts/check-account";
import { readBody } from "../modelarts/read-body";
import { checkCharacters } from "../modelarts/text-rules";
import { checkFlavor, checkName, checkQuota } from "./account-rules";
import { checkAutoStop } from "./auto-stop-rules";
import type { Demanager } from "./demanager";
import { makeInstance } from "./make-instance";
import { createSchema } from "./request-schemas";
import type { CreateRequest } from "./request-types";
import { checkStorage } from "./storage-rules";

/** Validates the request in the order of the documented table of errors, then starts the create. */
export function createInstance(request: OperationRequest, demanager: Demanager): HttpResponse {
	const { core, store, timeline, errors } = demanager;
	const { refuseUnknownFields } = core.settings.values;
	const projectId = request.params["project_id"] ?? "";
	const body = readBody<CreateRequest>(request.body, createSchema, errors, refuseUnknownFields);
	const context = { core, store, errors, projectId, caller: request.caller };
	const workspaceId = body.workspace?.id ?? "0";
	checkStorage(body, core, errors);
	checkCharacters(`${body.name}${body.description ?? ""}`, errors);
	checkAccount("createInstance", core, errors);
	checkWorkspace(workspaceId, core, errors);
	checkName(body, workspaceId, context);
	checkQuota(context);
	checkFlavor(body, context);
	checkAutoStop(body.spec.auto_stop, core, errors);
	const instance = makeInstance(core, projectId, request.caller, body);
	timeline.planCreate(instance);
	store.add(instance);
	return { status: 200, body: demanager.show(instance) };
}
