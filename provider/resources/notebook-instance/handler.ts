import { type Handler, lazyOperations } from "../../lifecycle/contract";
import { recordAdoption } from "../../lifecycle/create-safety/adopted-objects";
import { withIdentity } from "../../lifecycle/create-safety/with-identity";
import { diff, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as OperationsModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a notebook instance. */
export const notebookInstance: Handler<Inputs, Outputs> = withIdentity({
	kind: "NotebookInstance",
	inputNames,
	timeouts: { create: 30 * MINUTE, read: 2 * MINUTE, update: 30 * MINUTE, delete: 30 * MINUTE },
	derivedFrom: {
		profile: ["profileId"],
		flavorDetails: ["flavor"],
		stopsAt: ["autoStop"],
		remainSeconds: ["autoStop"],
	},

	check(old, news, session) {
		recordAdoption(old, news, session);
		return checkInputs(old, news);
	},

	diff: diff,
	generate,
	listReplacing,

	...lazyOperations(() => (require("./operations") as typeof OperationsModule).operations),
});
