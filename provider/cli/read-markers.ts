import type { Context } from "../lifecycle/contract";
import { get as getInstance } from "../resources/notebook-instance/poll";
import { get as getNotebook } from "../resources/notebook/poll";
import { get as getImage } from "../resources/registered-image/poll";
import type { CloudObject } from "./inventory";
import type { KindName } from "../resources";

/**
 * Why an object must not be deleted: since it was listed, another run may have completed or claimed it, which changes its
 * marker. `undefined` if the marker is unchanged, or the object does not exist any more.
 */
export async function findChangedMarker(
	{ kinds: [kind], id, markers }: CloudObject,
	context: Context,
): Promise<string | undefined> {
	for (const [index, one] of id.split(",").entries()) {
		const marker = kind && (await readMarkerText(kind, one, context));
		if (marker === undefined || marker === markers[index]) continue;
		const change = marker === "" ? "it has no marker any more" : `its marker has changed to "${marker}"`;
		return `${one} was not deleted: ${change}, so another run may own it. Run the command again.`;
	}
	return undefined;
}

/** Reads the text that may hold a marker: the description, or the tag of a cloud image; `undefined` if there is no object. */
export async function readMarkerText(kind: KindName, id: string, context: Context): Promise<string | undefined> {
	if (kind === "CloudImage") {
		if (!(await context.cloud.imsImages.findImage(id, context))) return undefined;
		return (await context.cloud.imsTags.listTags(id, context)).pulumi ?? "";
	}
	const observed: { readonly status?: string; readonly description?: string } = await GETTERS[kind](id, context);
	return observed.status === "DELETED" ? undefined : (observed.description ?? "");
}

const GETTERS = {
	NotebookInstance: getInstance,
	Notebook: getNotebook,
	CustomImage: getImage,
	NotebookImage: getImage,
};
