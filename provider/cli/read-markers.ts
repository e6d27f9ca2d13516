import type { Context } from "../lifecycle/contract";
import { get as lookAtInstance } from "../resources/notebook-instance/poll";
import { get as lookAtNotebook } from "../resources/notebook/poll";
import { get as getImage } from "../resources/registered-image/poll";
import type { CloudObject } from "./inventory";
import type { KindName } from "./kinds";

/**
 * Why an object is not to be deleted after all: between the list and now, a person was asked, and other runs may have
 * finished it or taken it over, which its mark shows. `undefined` if it is as it was, or gone.
 */
export async function findNewMark(
	{ kinds: [kind], id, marks }: CloudObject,
	context: Context,
): Promise<string | undefined> {
	for (const [index, one] of id.split(",").entries()) {
		const marker = kind && (await lookAtMark(kind, one, context));
		if (marker === undefined || marker === marks[index]) continue;
		const now = marker === "" ? "it has no marker any more" : `its marker is "${marker}" by now`;
		return `${one} was not deleted: ${now}, so that another run may have it. Look at it again.`;
	}
	return undefined;
}

/** The text in which a mark would be: the description, or the tag of a cloud image; `undefined` if there is no object. */
export async function lookAtMark(kind: KindName, id: string, context: Context): Promise<string | undefined> {
	if (kind === "CloudImage") {
		if (!(await context.cloud.imsImages.findImage(id, context))) return undefined;
		return (await context.cloud.imsTags.listTags(id, context)).pulumi ?? "";
	}
	const observed: { readonly status?: string; readonly description?: string } = await LOOKS[kind](id, context);
	return observed.status === "DELETED" ? undefined : (observed.description ?? "");
}

const LOOKS = {
	NotebookInstance: lookAtInstance,
	Notebook: lookAtNotebook,
	CustomImage: getImage,
	NotebookImage: getImage,
};
