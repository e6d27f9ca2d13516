import { type Handler, lazyOperations } from "../../lifecycle/contract";
import { recordAdoption } from "../../lifecycle/create-safety/adopted-objects";
import { withIdentity } from "../../lifecycle/create-safety/with-identity";
import { diff, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as OperationsModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a cloud image, or of the images that one request makes. */
export const cloudImage: Handler<Inputs, Outputs> = withIdentity({
	kind: "CloudImage",
	inputNames,
	timeouts: { create: 60 * MINUTE, read: 2 * MINUTE, update: 60 * MINUTE, delete: 60 * MINUTE },
	derivedFrom: {
		detectedOsVersion: ["osVersion"],
		platform: ["osVersion", "osType"],
		actualMinDisk: ["minDisk"],
	},

	check(old, news, session) {
		recordAdoption(old, news, session);
		return checkInputs(old, news, session.readDefaults);
	},

	diff: diff,
	generate,
	listReplacing,

	...lazyOperations(() => (require("./operations") as typeof OperationsModule).operations),
});
