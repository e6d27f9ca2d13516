import { type Handler, liveOnDemand } from "../lifecycle";
import { noteAdopted } from "../recovery/adopted";
import { identified } from "../recovery/identified";
import { compare, listReplacing } from "./changes";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./inputs";
import type * as LifeModule from "./life";
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

	...liveOnDemand(() => (require("./life") as typeof LifeModule).life),
});
