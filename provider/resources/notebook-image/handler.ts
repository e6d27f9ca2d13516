import { type Handler, liveOnDemand } from "../../lifecycle/contract";
import { noteAdopted } from "../../lifecycle/create-safety/adopted-objects";
import { identified } from "../../lifecycle/create-safety/with-identity";
import { noteDeclaredPath } from "../registered-image/declared-paths";
import { compare, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as LifeModule from "./operations";
import type { Inputs, Outputs } from "./properties";
import { pathOf } from "./wire";

const MINUTE = 60;

/** The life of an image that a notebook is saved as. */
export const notebookImage: Handler<Inputs, Outputs> = identified({
	kind: "NotebookImage",
	inputNames,
	timeouts: { create: 60 * MINUTE, read: 2 * MINUTE, update: 60 * MINUTE, delete: 60 * MINUTE },
	derivedFrom: { swrPath: ["namespace", "name", "tag"] },

	check(old, news) {
		noteAdopted(old, news);
		const result = checkInputs(old, news);
		const { complaints, inputs } = result;
		// Without a tag, the path is not known before the service has chosen one.
		if (complaints.length === 0 && inputs.tag !== undefined) noteDeclaredPath(pathOf(inputs as unknown as Inputs));
		return result;
	},

	diff: compare,
	generate,
	listReplacing,

	...liveOnDemand(() => (require("./operations") as typeof LifeModule).life),
});
