import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { paginate } from "../modelarts/paginate";
import { QueryReader } from "../modelarts/read-query";
import { canSwitch, describeFlavor, listOfferedFlavors } from "./flavors";
import type { Notebooks } from "./notebooks";

const categories = ["CPU", "GPU", "ASCEND"];

export function listFlavors(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const reader = new QueryReader(request.query, notebooks.errors);
	const category = reader.oneOf("category", categories);
	const feature = reader.oneOf("feature", ["NOTEBOOK", "DEFAULT"]);
	return showFlavors(request, notebooks, (flavor) => {
		const shown = describeFlavor(notebooks.core, flavor);
		return [null, shown["category"]].includes(category) && [null, shown["feature"]].includes(feature);
	});
}

/** Lists the flavors that this notebook can switch to. */
export function showSwitchableFlavors(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const { flavor: own } = notebooks.get(request).record;
	return showFlavors(request, notebooks, (flavor) => flavor !== own && canSwitch(own, flavor));
}

/** The list has two keys, as in the documents; without a limit it has one page. */
function showFlavors(
	{ query }: OperationRequest,
	{ core, errors }: Notebooks,
	matchesQuery: (flavor: string) => boolean,
): HttpResponse {
	const reader = new QueryReader(query, errors);
	const found = listOfferedFlavors(core)
		.filter(matchesQuery)
		.map((flavor) => describeFlavor(core, flavor));
	const { notebookListPageMax: maxSize, firstNotebookPage: firstPage } = core.settings.values;
	const limit = reader.count("limit", Math.max(found.length, 1), 1);
	const page = paginate(found, { limit, offset: reader.count("offset"), maxSize, firstPage });
	return { status: 200, body: { ...page, flavors: page["data"] } };
}
