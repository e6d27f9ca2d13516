import { findTagViolations } from "../../definition/tags";
import type { Violation } from "../../definition/violation";
import { type Properties, UNKNOWN } from "../../lifecycle/contract";
import { MARKER_KEY } from "../../lifecycle/create-safety/ownership-marker";

/** The most that any edition of the documents allows, our own included; most regions allow 10. */
const MOST_TAGS = 20;

/** Refused by every edition of the documents. */
const FORBIDDEN = /[=*<>\\,|\p{Cc}]/u;

const tagRules = {
	most: MOST_TAGS - 1,
	key: (key: string) => /^(?! )[^/]{1,128}$/.test(key) && !key.endsWith(" ") && !FORBIDDEN.test(key),
	value: (value: string) => value.length <= 255 && value === value.trim() && !FORBIDDEN.test(value),
	expected: {
		count: `${MOST_TAGS - 1} tags at most (9 in many regions) beside the provider's own`,
		key: "1 to 128 characters (36 in many regions), none of = * < > \\ , | /, no space at either end",
		value: "up to 255 characters (43 in many regions), none of = * < > \\ , |, no space at either end",
	},
	reserved: MARKER_KEY,
};

/** What only several inputs together can break. A rule with an unknown part is skipped. */
export function* findRuleViolations(
	inputs: Properties,
	_old: Properties | undefined,
	source: string | undefined,
): Iterable<Violation> {
	if (source === "file") yield* findFileViolations(inputs);
	if (source !== undefined) yield* findDataImageViolations(inputs, source === "file");

	yield* findTagViolations(inputs, ["tags"], tagRules);
	for (const at of Array.isArray(inputs.dataImages) ? inputs.dataImages.keys() : []) {
		yield* findTagViolations(inputs, ["dataImages", at, "tags"], tagRules);
	}

	const { minRam, maxRam } = inputs;
	if (typeof minRam === "number" && typeof maxRam === "number" && maxRam > 0 && minRam > maxRam) {
		yield { path: ["maxRam"], expected: `at least minRam, ${minRam} (MB)` };
	}
}

function* findFileViolations(inputs: Properties): Iterable<Violation> {
	const { osVersion, type, isQuickImport, architecture, hwFirmwareType, imageUrl } = inputs;
	if (osVersion === undefined && (type === "IsoImage" || isQuickImport === true)) {
		const why = type === "IsoImage" ? "an ISO" : "quick import";
		yield { path: ["osVersion"], expected: `a version such as "CentOS 7.0 64bit", as ${why} needs one` };
	}
	if (type === "IsoImage" && typeof imageUrl === "string" && /:.*[^A-Za-z0-9_.\-/]/.test(imageUrl)) {
		yield { path: ["imageUrl"], expected: "an ISO named with letters, digits, - and _ only" };
	}
	if (architecture === "arm" && hwFirmwareType === "bios") {
		yield { path: ["hwFirmwareType"], expected: '"uefi", as architecture is "arm"', isWord: true };
	}
}

function* findDataImageViolations({ imageUrl, dataImages }: Properties, isFile: boolean): Iterable<Violation> {
	if (!Array.isArray(dataImages)) return;
	if (isFile && dataImages.length > 3) {
		yield { path: ["dataImages"], insteadOf: `expected 3 data images at most with a file, got ${dataImages.length}` };
	}

	const key = isFile ? "imageUrl" : "volumeId";
	const observed = new Set(isFile ? [imageUrl] : []);
	for (const [at, image] of (dataImages as unknown[]).entries()) {
		const value = isObject(image) ? image[key] : undefined;
		if (value === undefined || value === UNKNOWN) continue;
		if (observed.has(value)) yield { path: ["dataImages", at, key], expected: "another one for each image" };
		observed.add(value);
	}
}

function isObject(value: unknown): value is Properties {
	return value !== null && typeof value === "object";
}
