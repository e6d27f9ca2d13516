import { isDeepStrictEqual } from "node:util";
import { containsUnknown } from "../../definition/unknown";
import type { DiffResult, Existing, Properties } from "../../lifecycle/contract";
import { withoutIncarnation } from "../../lifecycle/create-safety/resource-identity";
import { generate } from "./generated";
import type { Inputs, Outputs } from "./properties";

/** What a change of each input costs; a new input without a line here does not compile. */
export const onChange = {
	swrPath: "replace",
	arch: "replace",
	description: "replace",
	origin: "replace",
	resourceCategory: "replace",
	serviceType: "replace",
	services: "replace",
	visibility: "replace",
	workspaceId: "replace",
	flavorType: "replace",
	swrInstanceId: "replace",
	readMe: "replace",
	rebuild: "replace",
	region: "replace",
	projectId: "replace",
	purgeOnDelete: "nothing",
	adopt: "nothing",
	identity: "nothing",
	timeouts: "nothing",
} as const satisfies Record<keyof Inputs, "replace" | "nothing">;

export type InputName = keyof typeof onChange;

/** Service defaults: written out or left out is the same. */
const DEFAULTS: Partial<Record<InputName, unknown>> = {
	arch: "X86_64",
	origin: "CUSTOMIZE",
	resourceCategory: ["CPU", "GPU"],
	serviceType: "UNKNOWN",
	services: ["NOTEBOOK", "SSH"],
	visibility: "PRIVATE",
	workspaceId: "0",
};

/** Replace, go on with, or nothing. */
export function diff(old: Existing<Inputs, Outputs>, news: Properties): DiffResult {
	const { region, projectId, status, unfinished } = old.outputs;
	const replaces = findDifferences({ ...old.inputs, region, projectId }, news);
	if (replaces.length > 0) return { replaces };
	if (status === "CREATE_FAILED" || status === "ERROR") return { changes: true, replaces: ["status"] };
	return { changes: unfinished !== undefined };
}

/** Names of the inputs that differ, as the service would see it; none of them can be changed in place. */
export function findDifferences(before: Inputs, news: Properties): InputName[] {
	const names = Object.keys(onChange) as InputName[];
	return names.filter((name) => onChange[name] === "replace" && hasChanged(name, before[name], news[name]));
}

/** All that a change of makes another image, in one order and one spelling, whichever create it is of. */
export function listReplacing(inputs: Inputs): unknown {
	const neutral = withoutIncarnation(inputs, generate);
	const names = (Object.keys(onChange) as InputName[]).filter((name) => onChange[name] === "replace");
	return names.map((name) => [name, normalise(name, neutral[name]) ?? null]);
}

function hasChanged(name: InputName, before: unknown, after: unknown): boolean {
	// Where the program says nothing, the object stays where it is.
	if ((name === "region" || name === "projectId") && after === undefined) return false;
	if (after === before) return false;
	return containsUnknown(after) || !isDeepStrictEqual(normalise(name, before), normalise(name, after));
}

/** Two values that mean the same to the service are the same after this. */
function normalise(name: InputName, value: unknown): unknown {
	const whole = value ?? DEFAULTS[name];
	if (Array.isArray(whole)) return [...new Set(whole as unknown[])].sort();
	return name === "arch" && typeof whole === "string" ? whole.toUpperCase() : whole;
}
