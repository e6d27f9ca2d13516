import { listUpdatable } from "../../definition/diff";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { type Inputs, notebookInstance } from "./definition";

/** Work on a notebook, by the names of its inputs. */
export type Plan = UpdatePlan<Inputs, keyof Inputs>;

/** What can be changed in place. */
export const UPDATABLE = listUpdatable(notebookInstance);
