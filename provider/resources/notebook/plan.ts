import { findUpdates as findDifferent, listUpdatable } from "../../definition/diff";
import type { Existing } from "../../lifecycle/contract";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { type Inputs, notebook, type Outputs } from "./definition";
import { hasDrifted } from "./power-state";

export type InputName = keyof Inputs;

/** What can be changed in place; of the volume, its capacity. */
export const UPDATABLE: readonly InputName[] = listUpdatable(notebook);

/** Which inputs of a notebook an update brings about. */
export type Plan = UpdatePlan<Inputs, InputName>;

/** The inputs that differ, and the power state where the state shows another one than the program wants. */
export function findUpdates(old: Existing<Inputs, Outputs>, news: Inputs): InputName[] {
	const different = findDifferent(notebook, old.inputs, news);
	return hasDrifted(old.outputs, { ...news }) ? [...different, "desiredState"] : different;
}
