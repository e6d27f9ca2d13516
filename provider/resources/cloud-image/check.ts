import { isDeepStrictEqual } from "node:util";
import { keepOmitted } from "../../definition/previous/omitted-inputs";
import { isAlreadyValidated } from "../../definition/already-validated";
import { withDefaultTags } from "../../definition/tags";
import { valueAt } from "../../definition/unknown";
import { type CheckResult, type Defaults, type Properties, UNKNOWN } from "../../lifecycle/contract";
import { keepIdentity } from "../../lifecycle/create-safety/resource-identity";
import { findReplacingDifferences, type InputName, KEPT_WHEN_OMITTED, onChange } from "./diff";
import { generate } from "./generated";
import type * as FileHints from "./file-warnings";
import type * as Rules from "./validation";
import type * as OsVersions from "./os-versions";

export const inputNames = Object.keys(onChange) as InputName[];

/** Fills in the defaults, and finds every mistake. */
export function checkInputs(
	old: Properties | undefined,
	news: Properties,
	readDefaults: () => Defaults,
): CheckResult<Properties> {
	const identity = keepIdentity(old, news, "CloudImage");
	const { tags: defaultTags = {}, enterpriseProjectId } = readDefaults();
	const given: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generate(identity).name,
		tags: withDefaultTags(news.tags, defaultTags),
		enterpriseProjectId: news.enterpriseProjectId ?? enterpriseProjectId,
		dataImages: withDefaultTagsInside(news.dataImages, defaultTags),
	};
	const inputs = keepOmitted(old, given, KEPT_WHEN_OMITTED, findReplacingDifferences);
	const hints = findHints(old, inputs);
	if (isAlreadyValidated(old, inputs)) return { inputs, validationErrors: [], hints };
	return { inputs, validationErrors: (require("./validation") as typeof Rules).validate(inputs), hints };
}

/** A data image with tags of its own does not get those of the whole, so it gets the default ones here. */
function withDefaultTagsInside(dataImages: unknown, defaultTags: Record<string, string>): unknown {
	if (!Array.isArray(dataImages)) return dataImages;
	return dataImages.map((image: unknown) => {
		const tags = valueAt(image, ["tags"]);
		if (tags === undefined || image === null || typeof image !== "object") return image;
		return { ...image, tags: withDefaultTags(tags, defaultTags) };
	});
}

/** What is not wrong for sure. */
function findHints(old: Properties | undefined, inputs: Properties): string[] {
	const { osVersion } = inputs;
	const isOfFile = inputs.imageUrl !== undefined;
	const isNew = isOfFile && FILE_INPUTS.some((name) => !isDeepStrictEqual(old?.[name], inputs[name]));
	const hints = isNew ? (require("./file-warnings") as typeof FileHints).findFileHints(inputs) : [];
	if (typeof osVersion !== "string" || osVersion === "" || osVersion === UNKNOWN) return hints;
	return [...hints, ...(require("./os-versions") as typeof OsVersions).findOsVersionHints(osVersion)];
}

/** Once an image is made of a file, there is nothing to be said about the file's name any more. */
const FILE_INPUTS = ["imageUrl", "type", "isQuickImport", "dataImages"];
