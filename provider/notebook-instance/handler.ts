import { type Handler, liveOnDemand } from "../lifecycle";
import { noteAdopted } from "../recovery/adopted";
import { identified } from "../recovery/identified";
import { compare, listReplacing } from "./changes";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./inputs";
import type * as LifeModule from "./life";
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

	...liveOnDemand(() => (require("./life") as typeof LifeModule).life),
});
