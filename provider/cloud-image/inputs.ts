import { z } from "zod";
import { type Broken, findComplaints, showValue } from "../checking/complaints";
import { hiddenInputs, objectOf, oneOf, placeInputs, textOf, wholeNumberOf, yesOrNo } from "../checking/schema";
import { withDefaultTags } from "../checking/tags";
import { valueAt } from "../checking/unknown";
import { type CheckResult, type Defaults, type Properties, UNKNOWN } from "../lifecycle";
import { defaultName, keepIdentity } from "../recovery/identity";
import { isKnownFamily, suggestOsVersion } from "./os-versions";
import { findBrokenSourceRules } from "./source-rules";
import { findBrokenTagRules } from "./tag-rules";

/** Names of images, default names without Chinese characters, which not all regions take. */
const NAME = { forbidden: /[^A-Za-z0-9._ -]/, length: 128 };

const name = textOf(
	"1 to 128 letters, digits, Chinese characters, spaces, `.` `_` `-`, no space at either end",
	/^(?! )[A-Za-z0-9._ \-\u4E00-\u9FFF]{1,128}$(?<! )/,
);
const description = textOf("up to 1024 characters in one line, none of < >", /^[^\r\n<>]{0,1024}$/u);
const tags = z.record(z.string(), textOf("text", /^/), { error: "an object of texts" }).optional();
const text = textOf("text that is not empty");
const imageUrl = textOf(
	"bucket:object without blanks, such as images:centos7.qcow2",
	/^[^\s:/]{3,63}:(?!\/)[^\s]{1,1024}$/,
);
const megabytes = wholeNumberOf(0, 1024 * 1024 * 64, "MB");

const schema = objectOf({
	name,
	description: description.optional(),
	tags,
	enterpriseProjectId: textOf('"0" or the id of an enterprise project').optional(),
	minRam: megabytes.optional(),
	maxRam: megabytes.optional(),
	instanceId: text.optional(),
	volumeId: text.optional(),
	imageUrl: imageUrl.optional(),
	minDisk: wholeNumberOf(1, 1024, "GB; many regions want 40 at least").optional(),
	osVersion: text.optional(),
	osType: oneOf("Linux", "Windows", "Other").optional(),
	isConfig: yesOrNo.optional(),
	cmkId: text.optional(),
	type: oneOf("ECS", "BMS", "FusionCompute", "Ironic", "IsoImage").optional(),
	isQuickImport: yesOrNo.optional(),
	architecture: oneOf("x86", "arm").optional(),
	hwFirmwareType: oneOf("bios", "uefi").optional(),
	dataImages: z
		.array(
			objectOf({
				name: name.optional(),
				description: description.optional(),
				tags,
				volumeId: text.optional(),
				imageUrl: imageUrl.optional(),
				minDisk: wholeNumberOf(1, 2048, "GB").optional(),
				isQuickImport: yesOrNo.optional(),
			}),
			{ error: "a list of data images" },
		)
		.min(1, { error: "at least one data image" })
		.optional(),
	rebuild: text.optional(),
	...placeInputs,
	adopt: textOf("the id of an existing image").optional(),
	...hiddenInputs,
});

export const inputNames = Object.keys(schema.shape) as (keyof typeof schema.shape)[];

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
		name: news.name ?? old?.name ?? defaultName(identity, NAME),
		tags: withDefaultTags(news.tags, defaultTags),
		enterpriseProjectId: news.enterpriseProjectId ?? enterpriseProjectId,
		dataImages: withDefaultTagsInside(news.dataImages, defaultTags),
	};
	const complaints = findComplaints(schema, inputs, findBrokenRules(inputs));
	return { inputs, complaints, hints: findHints(inputs) };
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

function* findBrokenRules(inputs: Properties): Iterable<Broken> {
	yield* findBrokenSourceRules(inputs);
	yield* findBrokenTagRules(inputs, ["tags"]);
	for (const at of Array.isArray(inputs.dataImages) ? inputs.dataImages.keys() : []) {
		yield* findBrokenTagRules(inputs, ["dataImages", at, "tags"]);
	}

	const { minRam, maxRam } = inputs;
	if (typeof minRam === "number" && typeof maxRam === "number" && maxRam > 0 && minRam > maxRam) {
		yield { path: ["maxRam"], expected: `at least minRam, ${minRam} (MB)` };
	}
}

/** What is not wrong for sure. */
function findHints({ osVersion }: Properties): string[] {
	if (typeof osVersion !== "string" || osVersion === "" || osVersion === UNKNOWN) return [];

	const nearest = suggestOsVersion(osVersion);
	if (nearest)
		return [`osVersion is ${showValue(osVersion)}; did you mean "${nearest}"? The service is strict about it.`];
	if (isKnownFamily(osVersion)) return [];
	return [
		`osVersion is ${showValue(osVersion)}, which the documents do not list; the region may know it all the same. ` +
			'The service is strict about the spelling: "CentOS 7.0 64bit", "Ubuntu 18.04 server 64bit".',
	];
}
