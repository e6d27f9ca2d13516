import type { Answer, Call } from "../gateway/operation";
import { cutPage } from "../modelarts/page";
import { QueryReader } from "../modelarts/read-query";
import { canSwitch, describeFlavor, listOfferedFlavors } from "./flavors";
import type { Notebooks } from "./notebooks";

const categories = ["CPU", "GPU", "ASCEND"];

export function listFlavors(call: Call, notebooks: Notebooks): Answer {
	const reader = new QueryReader(call.query, notebooks.refusals);
	const category = reader.oneOf("category", categories);
	const feature = reader.oneOf("feature", ["NOTEBOOK", "DEFAULT"]);
	return showFlavors(call, notebooks, (flavor) => {
		const shown = describeFlavor(notebooks.core, flavor);
		return [null, shown["category"]].includes(category) && [null, shown["feature"]].includes(feature);
	});
}

/** Those that this notebook could be given in place of its own. */
export function showSwitchableFlavors(call: Call, notebooks: Notebooks): Answer {
	const { flavor: own } = notebooks.find(call).record;
	return showFlavors(call, notebooks, (flavor) => flavor !== own && canSwitch(own, flavor));
}

/** The list is there under two names, as in the documents; without a limit there is one page. */
function showFlavors({ query }: Call, { core, refusals }: Notebooks, isWanted: (flavor: string) => boolean): Answer {
	const reader = new QueryReader(query, refusals);
	const found = listOfferedFlavors(core)
		.filter(isWanted)
		.map((flavor) => describeFlavor(core, flavor));
	const { notebookListPageMax: most, firstNotebookPage: firstPage } = core.settings.values;
	const limit = reader.count("limit", Math.max(found.length, 1), 1);
	const page = cutPage(found, { limit, offset: reader.count("offset"), most, firstPage });
	return { status: 200, body: { ...page, flavors: page["data"] } };
}
