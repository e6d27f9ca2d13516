import { listUpdatable } from "../../definition/diff";
import type { UpdatePlan } from "../../lifecycle/update-plan";
import { cloudImage, type Inputs } from "./definition";

/** What can be changed in place, all of it or a part. */
export const IN_PLACE = listUpdatable(cloudImage);

/** Work on images, by the names of the inputs. */
export type Plan = UpdatePlan<Inputs, (typeof IN_PLACE)[number]>;
