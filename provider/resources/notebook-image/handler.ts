import { type Handler, lazyOperations } from "../../lifecycle/contract";
import { recordAdoption } from "../../lifecycle/create-safety/adopted-objects";
import { withIdentity } from "../../lifecycle/create-safety/with-identity";
import { recordDeclaredPath } from "../registered-image/declared-paths";
import { diff, listReplacing } from "./diff";
import { generate } from "./generated";
import { checkInputs, inputNames } from "./check";
import type * as OperationsModule from "./operations";
import type { Inputs, Outputs } from "./properties";
import { pathOf } from "./wire";

const MINUTE = 60;

/** The life of an image that a notebook is saved as. */
export const notebookImage: Handler<Inputs, Outputs> = withIdentity({
	kind: "NotebookImage",
	inputNames,
	timeouts: { create: 60 * MINUTE, read: 2 * MINUTE, update: 60 * MINUTE, delete: 60 * MINUTE },
	derivedFrom: { swrPath: ["namespace", "name", "tag"] },

	check(old, news) {
		recordAdoption(old, news);
		const result = checkInputs(old, news);
		const { validationErrors, inputs } = result;
		// Without a tag, the path is not known before the service has chosen one.
		if (validationErrors.length === 0 && inputs.tag !== undefined)
			recordDeclaredPath(pathOf(inputs as unknown as Inputs));
		return result;
	},

	diff: diff,
	generate,
	listReplacing,

	...lazyOperations(() => (require("./operations") as typeof OperationsModule).operations),
});
