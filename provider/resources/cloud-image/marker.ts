import { listReplacing } from "../../definition/diff";
import { MARKER_KEY, type MarkerState, tagOwner } from "../../lifecycle/create-safety/ownership-marker";
import { cloudImage, type Inputs } from "./definition";

/** The tag by which an image of this resource is known again. */
export function markerOf(inputs: Inputs, state: MarkerState): Record<string, string> {
	return { [MARKER_KEY]: tagOwner(inputs.identity, listReplacing(cloudImage, inputs), state) };
}
