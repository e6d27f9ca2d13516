import { type Handler, liveOnDemand } from "../../lifecycle/contract";
import { noteAdopted } from "../../lifecycle/create-safety/adopted-objects";
import { identified } from "../../lifecycle/create-safety/with-identity";
import { compare, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as LifeModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a cloud image, or of the images that one request makes. */
export const cloudImage: Handler<Inputs, Outputs> = identified({
	kind: "CloudImage",
	inputNames,
	timeouts: { create: 60 * MINUTE, read: 2 * MINUTE, update: 60 * MINUTE, delete: 60 * MINUTE },
	derivedFrom: {
		detectedOsVersion: ["osVersion"],
		platform: ["osVersion", "osType"],
		actualMinDisk: ["minDisk"],
	},

	check(old, news, readDefaults) {
		noteAdopted(old, news);
		return checkInputs(old, news, readDefaults);
	},

	diff: compare,
	generate,
	listReplacing,

	...liveOnDemand(() => (require("./operations") as typeof LifeModule).life),
});
