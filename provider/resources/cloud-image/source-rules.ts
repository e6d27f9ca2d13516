import type { Violation } from "../../definition/previous/validation";
import { valueAt } from "../../definition/unknown";
import { type Properties, UNKNOWN } from "../../lifecycle/contract";
import { findSources, type SourceKind } from "./source";

/** How each source is called in messages. */
const TITLES: Record<SourceKind, string> = {
	server: "an image from a server (instanceId)",
	volume: "an image from a volume (volumeId)",
	file: "an image from a file (imageUrl)",
	dataVolumes: "images from data disks (dataImages)",
};

/** The input that names each source. */
const INPUTS: Record<SourceKind, string> = {
	server: "instanceId",
	volume: "volumeId",
	file: "imageUrl",
	dataVolumes: "dataImages",
};

/** Which sources an input is for; the others that are not listed are for all. */
const ONLY_FOR: Record<string, readonly SourceKind[]> = {
	minDisk: ["file"],
	osVersion: ["volume", "file"],
	osType: ["file"],
	isConfig: ["file"],
	cmkId: ["file"],
	type: ["volume", "file"],
	isQuickImport: ["file"],
	architecture: ["file"],
	hwFirmwareType: ["file"],
	dataImages: ["file", "dataVolumes"],
};

/** What only the inputs of a source together can break. A rule with an unknown part is skipped. */
export function* findSourceViolations(inputs: Properties): Iterable<Violation> {
	const known = findKnownSources(inputs);
	const [source, ...more] = known.length > 0 ? known : findSources(inputs);
	if (source === undefined || (known.length > 0 && more.length > 0)) {
		const found = [source, ...more].flatMap((kind) => (kind ? [TITLES[kind]] : []));
		const choices = "one of instanceId, volumeId, imageUrl or dataImages";
		const got = found.length > 0 ? found.join(" and ") : "none";
		yield {
			path: [source ? INPUTS[source] : "instanceId"],
			insteadOf: `expected ${choices}, exactly one source, got ${got}`,
		};
		return;
	}

	for (const [name, sources] of Object.entries(ONLY_FOR)) {
		if (inputs[name] === undefined || sources.includes(source)) continue;
		yield { path: [name], expected: `nothing, as ${TITLES[source]} has no ${name}` };
	}

	if (source === "volume") yield* findVolumeViolations(inputs);
	if (source === "file") yield* findFileViolations(inputs);
	yield* findDataImageViolations(inputs, source);
}

/** What is not known yet may turn out to be nothing. */
function findKnownSources(inputs: Properties): SourceKind[] {
	const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== UNKNOWN));
	// With a file to come, data images are most likely part of it.
	return findSources(known).filter((source) => source !== "dataVolumes" || inputs.imageUrl !== UNKNOWN);
}

function* findVolumeViolations({ osVersion, type }: Properties): Iterable<Violation> {
	if (osVersion === undefined) yield { path: ["osVersion"], expected: 'a version such as "CentOS 7.0 64bit"' };
	if (type === "IsoImage") yield { path: ["type"], expected: "a type other than IsoImage for a volume", isWord: true };
}

function* findFileViolations(inputs: Properties): Iterable<Violation> {
	const { minDisk, osVersion, type, isQuickImport, architecture, hwFirmwareType, imageUrl } = inputs;
	if (minDisk === undefined) yield { path: ["minDisk"], expected: "1 to 1024 (GB; many regions want 40 at least)" };

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

function* findDataImageViolations(inputs: Properties, source: SourceKind): Iterable<Violation> {
	if (!Array.isArray(inputs.dataImages)) return;
	if (source === "file" && inputs.dataImages.length > 3) {
		yield {
			path: ["dataImages"],
			insteadOf: `expected 3 data images at most with a file, got ${inputs.dataImages.length}`,
		};
	}

	const needed = source === "file" ? ["imageUrl", "minDisk"] : ["volumeId"];
	const foreign = source === "file" ? ["volumeId"] : ["imageUrl", "minDisk", "isQuickImport"];
	const key = source === "file" ? "imageUrl" : "volumeId";
	const observed = new Set(source === "file" ? [inputs.imageUrl] : []);
	for (const at of inputs.dataImages.keys()) {
		const here = ["dataImages", at];
		const image = valueAt(inputs, here);
		if (image === UNKNOWN || image === null || typeof image !== "object") continue;

		for (const name of needed) {
			const path = [...here, name];
			if (valueAt(inputs, path) === undefined) yield { path, expected: `the ${name} of each data image` };
		}
		for (const name of foreign) {
			const path = [...here, name];
			if (valueAt(inputs, path) !== undefined)
				yield { path, expected: `nothing, as ${TITLES[source]} has no ${name} here` };
		}

		const value = valueAt(inputs, [...here, key]);
		if (value === undefined || value === UNKNOWN) continue;
		if (observed.has(value)) yield { path: [...here, key], expected: "another one for each image" };
		observed.add(value);
	}
}
