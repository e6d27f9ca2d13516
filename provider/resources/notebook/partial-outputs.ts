import type { Location, Properties } from "../../lifecycle/contract";
import type { Inputs } from "./definition";
import { type Endpoint, listEndpoints } from "./endpoint-list";
import { listMounts, type NotebookMount } from "./mount-list";
import type { Plan } from "./plan";
import { toOutputs } from "./read-back";
import type { Tracked } from "./drive-to";

/** What is written to the state of a notebook whose operation did not complete. */
export function toPartialOutputs(
	{ observed, restart }: Tracked,
	inputs: Inputs,
	plan: Plan,
	location: Location,
): Properties {
	const known = toOutputs(rememberBoth(inputs, plan), location, observed);
	// What is half done may be written down in other ways than what is done: no secret is worth that.
	return { ...known, token: undefined, restart: restart || undefined };
}

/**
 * The inputs as they were; and what this work has begun to add to them, as far as nobody has to declare it: whoever goes on
 * with it knows what may be there and is not wanted any more.
 */
function rememberBoth(inputs: Inputs, work: Plan): Inputs {
	const { before } = work;
	const both = { ...before };
	if (work.leaves("lease")) both.lease ??= inputs.lease;
	if (work.leaves("tags") && (before.tags || inputs.tags)) both.tags = { ...inputs.tags, ...before.tags };
	if (work.leaves("mounts") && (before.mounts || inputs.mounts))
		both.mounts = join(listMounts(inputs), listMounts(before), nameMountPoint);
	if (work.leaves("endpoints") && (before.endpoints || inputs.endpoints))
		both.endpoints = join(listEndpoints(inputs), listEndpoints(before), nameService);
	return both;
}

/** Of what both have, the earlier one. */
function join<Item>(now: readonly Item[], before: readonly Item[], name: (item: Item) => string): Item[] {
	return [...new Map([...now, ...before].map((item) => [name(item), item])).values()];
}

function nameMountPoint({ mountDirectory, storagePath }: NotebookMount): string {
	return `${mountDirectory} ${storagePath}`;
}

function nameService({ service }: Endpoint): string {
	return service;
}
