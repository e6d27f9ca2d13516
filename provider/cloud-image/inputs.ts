import { havePassedBefore } from "../checking/passed-before";
import { withDefaultTags } from "../checking/tags";
import { valueAt } from "../checking/unknown";
import { type CheckResult, type Defaults, type Properties, UNKNOWN } from "../lifecycle";
import { keepIdentity } from "../recovery/identity";
import { type InputName, onChange } from "./changes";
import { generate } from "./generated";
import type * as Rules from "./input-rules";
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
	const inputs: Properties = {
		...news,
		identity,
		name: news.name ?? old?.name ?? generate(identity).name,
		tags: withDefaultTags(news.tags, defaultTags),
		enterpriseProjectId: news.enterpriseProjectId ?? enterpriseProjectId,
		dataImages: withDefaultTagsInside(news.dataImages, defaultTags),
	};
	const hints = findHints(inputs);
	if (havePassedBefore(old, inputs)) return { inputs, complaints: [], hints };
	return { inputs, complaints: (require("./input-rules") as typeof Rules).findMistakes(inputs), hints };
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
function findHints({ osVersion }: Properties): string[] {
	if (typeof osVersion !== "string" || osVersion === "" || osVersion === UNKNOWN) return [];
	return (require("./os-versions") as typeof OsVersions).findOsVersionHints(osVersion);
}
