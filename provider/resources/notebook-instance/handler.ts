import { type Handler, liveOnDemand } from "../../lifecycle/contract";
import { noteAdopted } from "../../lifecycle/create-safety/adopted-objects";
import { identified } from "../../lifecycle/create-safety/with-identity";
import { compare, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as LifeModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a notebook instance. */
export const notebookInstance: Handler<Inputs, Outputs> = identified({
	kind: "NotebookInstance",
	inputNames,
	timeouts: { create: 30 * MINUTE, read: 2 * MINUTE, update: 30 * MINUTE, delete: 30 * MINUTE },
	derivedFrom: {
		profile: ["profileId"],
		flavorDetails: ["flavor"],
		stopsAt: ["autoStop"],
		remainSeconds: ["autoStop"],
	},

	check(old, news) {
		noteAdopted(old, news);
		return checkInputs(old, news);
	},

	diff: compare,
	generate,
	listReplacing,

	...liveOnDemand(() => (require("./operations") as typeof LifeModule).life),
});
