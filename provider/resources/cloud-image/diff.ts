import { isDeepStrictEqual } from "node:util";
import { LOCATION_INPUTS } from "../../definition/previous/omitted-inputs";
import { containsUnknown } from "../../definition/unknown";
import type { DiffResult, Existing, Properties } from "../../lifecycle/contract";
import type { AnyDataImage, Inputs, Outputs } from "./properties";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { hasSystemImage } from "./source";

/**
 * What a change of each input costs; a new input without a line here does not compile.
 *
 * `system`: in place for a system image, a replacement where there are data images only (IMG.0168).
 */
export const onChange = {
	name: "update",
	description: "update",
	tags: "update",
	enterpriseProjectId: "system",
	minRam: "system",
	maxRam: "system",
	hwFirmwareType: "system",
	instanceId: "replace",
	volumeId: "replace",
	imageUrl: "replace",
	minDisk: "replace",
	osVersion: "replace",
	osType: "replace",
	isConfig: "replace",
	cmkId: "replace",
	type: "replace",
	isQuickImport: "replace",
	architecture: "replace",
	dataImages: "update",
	rebuild: "replace",
	region: "replace",
	projectId: "replace",
	adopt: "nothing",
	identity: "nothing",
	timeouts: "nothing",
} as const satisfies Record<keyof Inputs, "update" | "system" | "replace" | "nothing">;

export type InputName = keyof typeof onChange;

const NAMES = Object.keys(onChange) as InputName[];

/** Where the program says nothing of these, the object stays where it is and as it is. */
export const KEPT_WHEN_OMITTED: readonly InputName[] = [...LOCATION_INPUTS, "enterpriseProjectId", "hwFirmwareType"];

/** What can be changed in place. */
export const IN_PLACE = NAMES.filter((name) => onChange[name] === "update" || onChange[name] === "system");

/** Two values that mean the same to the service are the same after this. */
const NORMAL: Partial<Record<InputName, (value: unknown) => unknown>> = {
	type: (value) => ({ FusionCompute: "ECS", Ironic: "BMS" })[String(value)] ?? value ?? "ECS",
	architecture: (value) => value ?? "x86",
	isConfig: (value) => value ?? false,
	isQuickImport: (value) => value ?? false,
	enterpriseProjectId: (value) => value ?? "0",
	minRam: (value) => value ?? 0,
	maxRam: (value) => value ?? 0,
	description: (value) => value ?? "",
	tags: (value) => value ?? {},
	dataImages: (value) => value ?? [],
};

/** Replace, update or nothing. */
export function diff(old: Existing<Inputs, Outputs>, news: Properties): DiffResult {
	const { region, projectId, status, unfinished } = old.outputs;
	const before: Inputs = { ...old.inputs, region, projectId };
	const replaces = NAMES.filter((name) => isReplacing(name, before, news));
	if (replaces.length > 0) return { replaces };
	if (status === "killed" || status === "deleted") return { changes: true, replaces: ["status"] };
	if (unfinished !== undefined) return { changes: true };

	return findUpdates(before, news).length > 0 ? {} : { changes: false };
}

/** Work on images, by the names of the inputs. */
export type Plan = UpdatePlan<Inputs, InputName>;

/** What an update brings about: the inputs that differ and can be changed in place. */
export function findUpdates(before: Inputs, news: Properties): InputName[] {
	return IN_PLACE.filter((name) => hasChanged(name, before, news));
}

/** Names of the inputs that cannot be changed in place and differ. */
export function findReplacingDifferences(before: Inputs, after: Inputs): InputName[] {
	return NAMES.filter((name) => isReplacing(name, before, { ...after }));
}

function isReplacing(name: InputName, before: Inputs, news: Properties): boolean {
	if (name === "dataImages") return haveOtherSources(before.dataImages, news.dataImages);
	const cost = onChange[name];
	const replaces = cost === "replace" || (cost === "system" && !hasSystemImage(news));
	return replaces && hasChanged(name, before, news);
}

function hasChanged(name: InputName, before: Inputs, news: Properties): boolean {
	const after = news[name];
	if (after === undefined && KEPT_WHEN_OMITTED.includes(name)) return false;
	if (after === before[name]) return false;
	if (containsUnknown(after)) return true;

	const normalise = NORMAL[name] ?? ((value: unknown) => value);
	return !isDeepStrictEqual(normalise(before[name]), normalise(after));
}

/** Data images are made from other disks or files, or there are more or fewer of them. */
function haveOtherSources(before: unknown = [], after: unknown = []): boolean {
	if (!Array.isArray(before) || !Array.isArray(after)) return true;
	return (
		before.length !== after.length ||
		before.some((image: AnyDataImage, at) => {
			const other = after[at] as AnyDataImage;
			return containsUnknown(sourceOfData(other)) || !isDeepStrictEqual(sourceOfData(image), sourceOfData(other));
		})
	);
}

function sourceOfData(image: AnyDataImage): unknown {
	const { volumeId, imageUrl, minDisk, isQuickImport = false } = image ?? {};
	return { volumeId, imageUrl, minDisk, isQuickImport };
}

/** All that a change of makes a new image, in one order and one spelling: for the mark. */
export function listReplacing(inputs: Inputs): unknown {
	const costs = hasSystemImage(inputs) ? ["replace"] : ["replace", "system"];
	const names = NAMES.filter((name) => costs.includes(onChange[name]) && name !== "region" && name !== "projectId");
	const values = names.map((name) => [name, NORMAL[name]?.(inputs[name]) ?? inputs[name] ?? null]);
	return [values, (inputs.dataImages ?? []).map(sourceOfData)];
}
