import { type Handler, lazyOperations } from "../../lifecycle/contract";
import { recordAdoption } from "../../lifecycle/create-safety/adopted-objects";
import { withIdentity } from "../../lifecycle/create-safety/with-identity";
import { diff, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as OperationsModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a notebook. */
export const notebook: Handler<Inputs, Outputs> = withIdentity({
	kind: "Notebook",
	inputNames,
	timeouts: { create: 30 * MINUTE, read: 2 * MINUTE, update: 30 * MINUTE, delete: 30 * MINUTE },
	derivedFrom: {
		image: ["imageId"],
		poolName: ["poolId"],
		"actualVolume.category": ["volume.category"],
		"actualVolume.ownership": ["volume.ownership"],
		"actualVolume.capacity": ["volume.capacity"],
		"actualVolume.mountPath": ["volume.uri", "volume.id"],
		"actualVolume.uri": ["volume.uri", "volume.id"],
		"actualVolume.id": ["volume.uri", "volume.id"],
		leaseEndsAt: ["lease"],
		sshUri: ["endpoints"],
	},
	secretOutputs: ["token"],

	check(old, news, session) {
		recordAdoption(old, news, session);
		return checkInputs(old, news, session.readDefaults);
	},

	diff: diff,
	generate,
	listReplacing,

	...lazyOperations(() => (require("./operations") as typeof OperationsModule).operations),
});
