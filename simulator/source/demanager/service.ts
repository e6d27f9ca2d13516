import type { Core } from "../core";
import type { Answer, Call, Operation, Service } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import { checkAccount } from "../modelarts/check-account";
import { changeInstanceStatus } from "./change-instance-status";
import { createInstance } from "./create-instance";
import { Demanager } from "./demanager";
import { listInstances } from "./list-instances";
import { putInstance } from "./put-instance";
import { judgeTransition } from "./transitions";
import { updateInstance } from "./update-instance";

type ReadName = "getInstanceList" | "getInstance" | "getInstanceToken";

const collection = "/v1/:project_id/demanager/instances";
const single = `${collection}/:instance_id`;

/** Notebook instances of the old development environment: all seven operations. */
export function makeDemanagerService(core: Core, accounts: Accounts): Service {
	const demanager = new Demanager(core, accounts);
	const family = "demanager";
	const read = (name: ReadName, path: string, run: (call: Call, demanager: Demanager) => Answer): Operation => ({
		name,
		method: "GET",
		path,
		family,
		run: (call) => {
			checkAccount(name, core, demanager.refusals);
			return run(call, demanager);
		},
	});
	const operations: Operation[] = [
		{
			name: "createInstance",
			method: "POST",
			path: collection,
			family,
			lasting: true,
			run: (call) => createInstance(call, demanager),
		},
		read("getInstanceList", collection, listInstances),
		read("getInstance", single, getInstance),
		{ name: "updateInstance", method: "PUT", path: single, family, run: (call) => updateInstance(call, demanager) },
		{
			name: "deleteInstance",
			method: "DELETE",
			path: single,
			family,
			lasting: true,
			run: (call) => deleteInstance(call, demanager),
		},
		{
			name: "changeInstanceStatus",
			method: "POST",
			path: `${single}/action`,
			family,
			lasting: true,
			run: (call) => changeInstanceStatus(call, demanager),
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
		shelves: [demanager.store],
		objects: { instances: (item) => putInstance(item, demanager) },
	};
}

/** A deleted one is unknown; a setting shows it as DELETED, or turns the 400 into a 404, as field reports differ. */
function getInstance(call: Call, demanager: Demanager): Answer {
	const { deletedInstance } = demanager.core.settings.values;
	const instance = demanager.store.find(call.params["project_id"] ?? "", call.params["instance_id"] ?? "");
	const isThere = instance && (instance.record.status !== "DELETED" || deletedInstance === "DELETED");
	if (!isThere) throw demanager.refusals.refuse(deletedInstance === "404" ? "0015" : "6309");
	return { status: 200, body: demanager.show(instance) };
}

function getInstanceToken(call: Call, demanager: Demanager): Answer {
	return { status: 200, body: { token: demanager.find(call).token } };
}

function deleteInstance(call: Call, demanager: Demanager): Answer {
	const { core, refusals, timeline } = demanager;
	const instance = demanager.find(call);
	checkAccount("deleteInstance", core, refusals);
	const code = judgeTransition("delete", instance.record.status);
	if (code) throw refusals.refuse(code);
	timeline.planDelete(instance);
	return { status: 200, body: { instance_id: instance.id } };
}
