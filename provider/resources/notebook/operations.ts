import { createOperations } from "../../lifecycle/create-operations";
import type { NotebookResponse } from "../../services/modelarts/notebooks";
import { converge } from "./converge";
import { createNotebook, resolveDuplicates } from "./create";
import { type Inputs, notebook, type Outputs } from "./definition";
import { listMounts } from "./mount-list";
import { toPartialOutputs } from "./partial-outputs";
import { get, getMounts, notebooks } from "./poll";
import { isAtRest } from "./power-state";
import { isKnown, listUnread, toOutputs, toReadInputs } from "./read-back";
import { driveTo, type Tracked } from "./drive-to";

/** The operations of a notebook. */
export const operations = createOperations<Inputs, Outputs, NotebookResponse, Tracked>({
	definition: notebook,
	noun: "notebook",
	create: async (inputs, context) => ({ observed: await createNotebook(inputs, context) }),
	get: (id, context) => get(id, context),
	look: (old, context) => notebooks.read(context.services, old.inputs.workspaceId).read(old.id, context),
	track: (observed, outputs) => ({ observed, restart: outputs?.restart }),
	isKnown,
	converge,
	resolveDuplicates: ({ observed }, inputs, since, context) => resolveDuplicates(observed, since, inputs, context),
	toReadInputs,
	toOutputs,
	toPartialOutputs,
	describePartial: ({ restart }) =>
		restart ? " It was running and was stopped for the change; the next `pulumi up` starts it again." : "",
	describe: ({ observed }, { name }) => ({ ...observed, title: `Notebook ${name}` }),
	remove: (tracked, inputs, context) => driveTo(tracked, "gone", inputs, context),
	setMarker: (id, description, context) => context.services.notebooks.updateNotebook(id, { description }, context),

	async readBack(observed, { id, inputs, outputs: { restart } }, context) {
		const hasMounts = listMounts(inputs).length > 0 && observed.status === "RUNNING";
		const mounts = hasMounts ? await getMounts(id, context) : undefined;
		return {
			inputs: toReadInputs(inputs, observed, mounts),
			isSettled: isAtRest(observed.status) && !restart,
			unread: listUnread(observed, mounts),
			more: restart ? { restart } : undefined,
		};
	},
});
