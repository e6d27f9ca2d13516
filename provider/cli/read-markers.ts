import type { Context } from "../lifecycle/contract";
import { look as lookAtInstance } from "../resources/notebook-instance/poll";
import { look as lookAtNotebook } from "../resources/notebook/poll";
import { look as lookAtImage } from "../resources/registered-image/poll";
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
		const mark = kind && (await lookAtMark(kind, one, context));
		if (mark === undefined || mark === marks[index]) continue;
		const now = mark === "" ? "it has no marker any more" : `its marker is "${mark}" by now`;
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
	const seen: { readonly status?: string; readonly description?: string } = await LOOKS[kind](id, context);
	return seen.status === "DELETED" ? undefined : (seen.description ?? "");
}

const LOOKS = {
	NotebookInstance: lookAtInstance,
	Notebook: lookAtNotebook,
	CustomImage: lookAtImage,
	NotebookImage: lookAtImage,
};
