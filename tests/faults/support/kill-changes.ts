import { type Kind, kinds, type Point, type Subject } from "./kill-subjects";

/** The change of an existing resource in the killed run. */
export type Edition = "changed" | "replaced" | "removed";

function around(operation: string, image?: Point["image"]): Point[] {
	return [
		{ operation, moment: "before", image },
		{ operation, moment: "after", image },
	];
}

const stop = around("changeInstanceStatus");
const remake: Record<Exclude<Kind["className"], "NotebookImage">, Point[]> = {
	NotebookInstance: [...stop, ...around("deleteInstance"), ...around("createInstance")],
	Notebook: [...around("createNotebook"), ...around("updateNotebook")],
	CustomImage: [...around("deleteImage"), ...around("registerImage")],
	CloudImage: [...around("createImage"), ...around("batchAddOrDeleteTags", "first")],
};

/** A resource for every moment of a change; each kind's points, for one edition. */
export function listChanges(edition: Edition): Subject[] {
	return kinds.flatMap((kind) =>
		pointsOf(kind, edition).map((point, at) => ({
			name: `${kind.name}_${edition.slice(0, 3)}${at}`,
			kind,
			point,
			// New images are created before the old ones are deleted.
			skip: edition === "replaced" && kind.isMadeFirst ? kind.objects : 0,
		})),
	);
}

function pointsOf(kind: Kind, edition: Edition): Point[] {
	switch (edition) {
		case "changed":
			return updatesOf(kind);
		case "replaced":
			return kind.className === "NotebookImage" ? resavingsOf(kind) : remake[kind.className];
		case "removed":
			return removalsOf(kind);
	}
}

/** The last deletion is sent when no request is held any more. */
function resavingsOf({ notebook, isMadeFirst }: Kind): Point[] {
	if (notebook === "STOPPED") return [...around("startNotebook"), ...around("stopNotebook")];
	return [...(isMadeFirst ? [] : around("deleteImage")), ...around("createNotebookImage")];
}

function updatesOf({ className }: Kind): Point[] {
	if (className === "CustomImage" || className === "NotebookImage") return [];
	if (className === "NotebookInstance") return [...around("updateInstance"), ...stop];
	if (className === "Notebook") {
		return [...around("updateNotebook"), ...around("stopNotebook"), ...around("startNotebook")];
	}
	return [
		...around("updateImage", "first"),
		...around("batchAddOrDeleteTags", "first"),
		{ operation: "batchAddOrDeleteTags", moment: "end", image: "first" },
	];
}

function removalsOf({ className }: Kind): Point[] {
	if (className === "NotebookInstance") return [...stop, ...around("deleteInstance")];
	if (className === "Notebook") return around("deleteNotebook");
	if (className === "CustomImage" || className === "NotebookImage") return around("deleteImage");
	return [...around("glanceDeleteImage", "last"), ...around("glanceDeleteImage", "first")];
}
