import { listUpdatable } from "../../definition/diff";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { type Inputs, notebook } from "./definition";

export type InputName = keyof Inputs;

/** What can be changed in place; of the volume, its capacity. */
export const UPDATABLE: readonly InputName[] = listUpdatable(notebook);

/** Which inputs of a notebook an update brings about. */
export type Plan = UpdatePlan<Inputs, InputName>;
