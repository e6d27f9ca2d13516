import { type Kind, kinds, type Point, type Subject } from "./kill-subjects";

/** How a resource that is there already is changed in the run that is killed. */
export type Edition = "changed" | "replaced" | "removed";

function around(operation: string, image?: Point["image"]): Point[] {
	return [
		{ operation, moment: "before", image },
		{ operation, moment: "after", image },
	];
}

const stop = around("changeInstanceStatus");
const remake: Record<Kind["className"], Point[]> = {
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
			// New images are made before the old ones go.
			skip: edition === "replaced" && isMadeFirst(kind) ? kind.objects : 0,
		})),
	);
}

function isMadeFirst({ className }: Kind): boolean {
	return className === "CloudImage" || className === "Notebook";
}

function pointsOf(kind: Kind, edition: Edition): Point[] {
	switch (edition) {
		case "changed":
			return updatesOf(kind);
		case "replaced":
			return remake[kind.className];
		case "removed":
			return removalsOf(kind);
	}
}

function updatesOf({ className }: Kind): Point[] {
	if (className === "CustomImage") return [];
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
	if (className === "CustomImage") return around("deleteImage");
	return [...around("glanceDeleteImage", "last"), ...around("glanceDeleteImage", "first")];
}
