import type { Core } from "../core";
import type { HttpResponse, OperationRequest, Operation, Service } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { checkAccount } from "../modelarts/check-account";
import { changeInstanceStatus } from "./change-instance-status";
import { createInstance } from "./create-instance";
import { Demanager } from "./demanager";
import { listInstances } from "./list-instances";
import { putInstance } from "./put-instance";
import { findTransitionError } from "./transitions";
import { updateInstance } from "./update-instance";

type ReadName = "getInstanceList" | "getInstance" | "getInstanceToken";

const collection = "/v1/:project_id/demanager/instances";
const single = `${collection}/:instance_id`;

/** The notebook instances of the old development environment, with all seven operations. */
export function makeDemanagerService(core: Core, accounts: Accounts): Service {
	const demanager = new Demanager(core, accounts);
	const family = "demanager";
	const read = (
		name: ReadName,
		path: string,
		run: (request: OperationRequest, demanager: Demanager) => HttpResponse,
	): Operation => ({
		name,
		method: "GET",
		path,
		family,
		run: (request) => {
			checkAccount(name, core, demanager.errors);
			return run(request, demanager);
		},
	});
	const operations: Operation[] = [
		{
			name: "createInstance",
			method: "POST",
			path: collection,
			family,
			asynchronous: true,
			run: (request) => createInstance(request, demanager),
		},
		read("getInstanceList", collection, listInstances),
		read("getInstance", single, getInstance),
		{
			name: "updateInstance",
			method: "PUT",
			path: single,
			family,
			run: (request) => updateInstance(request, demanager),
		},
		{
			name: "deleteInstance",
			method: "DELETE",
			path: single,
			family,
			asynchronous: true,
			run: (request) => deleteInstance(request, demanager),
		},
		{
			name: "changeInstanceStatus",
			method: "POST",
			path: `${single}/action`,
			family,
			asynchronous: true,
			run: (request) => changeInstanceStatus(request, demanager),
		},
		read("getInstanceToken", `${single}/token`, getInstanceToken),
	];
	return {
		name: family,
		operations,
		show: () => ({
			instances: demanager.store.all().map((instance) => ({
				project_id: instance.projectId,
				...demanager.show(instance),
			})),
		}),
		reset: () => demanager.store.reset(),
		stores: [demanager.store],
		objects: { instances: (item) => putInstance(item, demanager) },
	};
}

/**
 * Shows an instance. A deleted one is answered with 400, or by setting with 404 or as DELETED: field reports differ.
 */
function getInstance(request: OperationRequest, demanager: Demanager): HttpResponse {
	const { deletedInstance } = demanager.core.settings.values;
	const instance = demanager.store.find(request.params["project_id"] ?? "", request.params["instance_id"] ?? "");
	const isVisible = instance && (instance.record.status !== "DELETED" || deletedInstance === "DELETED");
	if (!isVisible) throw demanager.errors.create(deletedInstance === "404" ? "0015" : "6309");
	return { status: 200, body: demanager.show(instance) };
}

function getInstanceToken(request: OperationRequest, demanager: Demanager): HttpResponse {
	return { status: 200, body: { token: demanager.get(request).token } };
}

function deleteInstance(request: OperationRequest, demanager: Demanager): HttpResponse {
	const { core, errors, timeline } = demanager;
	const instance = demanager.get(request);
	checkAccount("deleteInstance", core, errors);
	const code = findTransitionError("delete", instance.record.status);
	if (code) throw errors.create(code);
	timeline.planDelete(instance);
	return { status: 200, body: { instance_id: instance.id } };
}
