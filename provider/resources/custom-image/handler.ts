import { type Handler, lazyOperations } from "../../lifecycle/contract";
import { recordAdoption } from "../../lifecycle/create-safety/adopted-objects";
import { withIdentity } from "../../lifecycle/create-safety/with-identity";
import { diff, listReplacing } from "./diff";
import { recordDeclaredPath } from "../registered-image/declared-paths";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as OperationsModule from "./operations";
import type { Inputs, Outputs } from "./properties";

const MINUTE = 60;

/** The life of a custom image registered in ModelArts. */
export const customImage: Handler<Inputs, Outputs> = withIdentity({
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
		recordDeclaredPath(news.swrPath);
		recordAdoption(old, news);
		return checkInputs(old, news);
	},

	diff: diff,
	generate,
	listReplacing,

	...lazyOperations(() => (require("./operations") as typeof OperationsModule).operations),
});
