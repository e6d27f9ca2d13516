import { type Handler, liveOnDemand } from "../../lifecycle/contract";
import { noteAdopted } from "../../lifecycle/create-safety/adopted-objects";
import { identified } from "../../lifecycle/create-safety/with-identity";
import { compare, listReplacing } from "./diff";
import { noteDeclaredPath } from "../registered-image/declared-paths";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as LifeModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a custom image registered in ModelArts. */
export const customImage: Handler<Inputs, Outputs> = identified({
	kind: "CustomImage",
	inputNames,
	timeouts: { create: 60 * MINUTE, read: 2 * MINUTE, update: 60 * MINUTE, delete: 60 * MINUTE },
	derivedFrom: {
		name: ["swrPath"],
		namespace: ["swrPath"],
		tag: ["swrPath"],
		devServices: ["services"],
		resourceCategories: ["resourceCategory"],
		supportedResourceCategories: ["resourceCategory"],
	},

	check(old, news) {
		noteDeclaredPath(news.swrPath);
		noteAdopted(old, news);
		return checkInputs(old, news);
	},

	diff: compare,
	generate,
	listReplacing,

	...liveOnDemand(() => (require("./operations") as typeof LifeModule).life),
});
