import type { Context } from "../lifecycle/contract";
import { kinds } from "../resources";
import type { CloudObject } from "./inventory";

/**
 * Why an object must not be deleted: since it was listed, another run may have completed or claimed it, which changes its
 * marker. `undefined` if the marker is unchanged, or the object does not exist any more.
 */
export async function findChangedMarker(
	{ kinds: [kind], id, markers }: CloudObject,
	context: Context,
): Promise<string | undefined> {
	for (const [index, one] of id.split(",").entries()) {
		const marker = kind && (await kinds[kind].loadInventory().readMarker(one, context));
		if (marker === undefined || marker === markers[index]) continue;
		const change = marker === "" ? "it has no marker any more" : `its marker has changed to "${marker}"`;
		return `${one} was not deleted: ${change}, so another run may own it. Run the command again.`;
	}
	return undefined;
}
