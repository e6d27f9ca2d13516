import { createOperations } from "../../lifecycle/create-operations";
import { listUnread } from "../../definition/read-back";
import type { InstanceResponse } from "../../services/modelarts/instances";
import { remedyFailedJob } from "../../services/http/remediation";
import { converge } from "./converge";
import { createInstance } from "./create";
import { type Inputs, notebookInstance, type Outputs } from "./definition";
import { get, instances } from "./poll";
import { isKnown, toOutputs, toReadInputs } from "./read-back";
import { driveTo, readFailureCode, type Tracked } from "./drive-to";

/** The operations of a notebook instance. */
export const operations = createOperations<Inputs, Outputs, InstanceResponse, Tracked>({
	definition: notebookInstance,
	noun: "notebook",
	create: async (inputs, context) => ({ observed: await createInstance(inputs, context) }),
	get: (id, context) => get(id, context),
	look: (old, context) => instances.read(context.services, old.inputs.workspaceId).read(old.id, context),
	track: (observed) => ({ observed }),
	isKnown,
	converge,
	toReadInputs,
	toOutputs,
	describe: ({ observed }, { name }) => ({ ...observed, title: `Notebook ${name}` }),
	advise: ({ observed }, { services }) => remedyFailedJob(readFailureCode(observed) ?? "", services.region),
	remove: (notebook, { workspaceId }, context) => driveTo(notebook, "gone", workspaceId, context),
	setMarker: (id, description, context) => context.services.demanager.updateInstance(id, { description }, context),

	async readBack(observed, { inputs }) {
		const isSettled = observed.status === "RUNNING" || observed.status === "STOPPED";
		return { inputs: toReadInputs(inputs, observed), isSettled, unread: listUnread(notebookInstance, observed) };
	},
});
