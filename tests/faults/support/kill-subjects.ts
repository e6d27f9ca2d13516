import { createHash } from "node:crypto";
import type { KindName } from "../../../provider/resources";

/** The time of a kill, as seen from one resource: at which of its requests, and on which side of its effect. */
export interface Point {
	readonly operation: string;
	/** `end`: its response was delivered, the work is complete, and the engine has not saved it yet. */
	readonly moment: "before" | "after" | "end";
	/** Of a resource with several images, the one that the request is about. */
	readonly image?: "first" | "last";
}

/** The inputs of a resource; one entry of the table of kinds. */
export interface Kind {
	/** Part of the logical names. */
	readonly name: string;
	readonly className: KindName;
	/** Number of cloud objects of one resource. */
	readonly objects: number;
	/** Whether its path is the user's: a second one of that path is rejected. */
	readonly isNamed?: boolean;
	/** It uses an existing notebook, whose status is restored. */
	readonly notebook?: "RUNNING" | "STOPPED";
	/** Whether its replacement is created before it is deleted. */
	readonly isMadeFirst?: boolean;
	inputs(logicalName: string): object;
	/** The same, updated in place. */
	changed?(logicalName: string): object;
	/** The same, changed in an input that replaces. */
	replaced(logicalName: string): object;
	/** Moments of a create, in their order. */
	readonly points: readonly Point[];
}

/** A resource and its moment at the time of the kill. */
export interface Subject {
	readonly name: string;
	readonly kind: Kind;
	readonly point: Point;
	/** Number of its objects that are older than those of the point. */
	readonly skip?: number;
}

function around(operation: string, image?: Point["image"]): Point[] {
	return [
		{ operation, moment: "before", image },
		{ operation, moment: "after", image },
	];
}

const notebookStart: Point[] = [...around("createInstance"), { operation: "getInstance", moment: "before" }];
const imageStart: Point[] = [
	...around("createImage"),
	{ operation: "showJob", moment: "before" },
	{ operation: "listImages", moment: "before" },
	{ operation: "listImageByTags", moment: "before" },
];
const lastTag: Point[] = [
	...around("batchAddOrDeleteTags", "first"),
	{ operation: "batchAddOrDeleteTags", moment: "end", image: "first" },
];

const usual = { profileId: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u" };
const disk = { ...usual, storage: { type: "evs", location: { volumeSize: 5 } } };
const bucket = { ...usual, storage: { type: "obs", location: { path: "bucket/work/" } } };
const other = { flavor: "modelarts.vm.cpu.8u" };
const own = { description: "words of the user" };

/** A workspace for this object alone: a waiter reads it individually there. */
export function workspaceOf(logicalName: string): string {
	return createHash("md5").update(logicalName).digest("hex");
}

function notebook(name: string, inputs: object): Kind {
	return {
		name,
		className: "NotebookInstance",
		objects: 1,
		inputs: () => inputs,
		changed: () => ({ ...inputs, description: "other words", desiredState: "STOPPED" }),
		replaced: () => ({ ...inputs, ...other }),
		points: [...notebookStart, ...around("updateInstance"), { operation: "updateInstance", moment: "end" }],
	};
}

const asked: Point = { operation: "showNotebook", moment: "before" };

/** @param isAlone each is in a workspace of its own, so that no list shows it during the wait */
function newNotebook(name: string, more: object, isAlone: boolean): Kind {
	const imageId = "e1a07296-22a8-4f05-8bc8-e936c8e54090";
	const inputs = { flavor: "modelarts.vm.cpu.2u", imageId, volume: { category: "EVS", capacity: 5 }, ...more };
	const declare = (logicalName: string) => ({ ...inputs, ...(isAlone && { workspaceId: workspaceOf(logicalName) }) });
	const change = { ...other, description: "other words", desiredState: "RUNNING" };
	return {
		name,
		className: "Notebook",
		objects: 1,
		isMadeFirst: true,
		inputs: declare,
		changed: (logicalName) => ({ ...declare(logicalName), ...change }),
		replaced: (logicalName) => ({ ...declare(logicalName), poolId: "pool-1" }),
		points: [
			...around("createNotebook"),
			...(isAlone ? [asked] : []),
			...around("updateNotebook"),
			{ operation: "updateNotebook", moment: "end" },
		],
	};
}

const savedAtOnce: Point[] = [
	asked,
	...around("createNotebookImage"),
	{ operation: "showImage", moment: "before" },
	{ operation: "showImage", moment: "end" },
];
const savedWithStart: Point[] = [
	...around("startNotebook"),
	...around("createNotebookImage"),
	{ operation: "showImage", moment: "before" },
	...around("stopNotebook"),
	{ operation: "showNotebook", moment: "end" },
];

function notebookImage(name: string, inputs: object, otherInputs: object, more: Partial<Kind> = {}): Kind {
	const nameOf = (logicalName: string) => (more.isNamed ? { name: logicalName.toLowerCase() } : {});
	const declare = (logicalName: string) => ({ namespace: "team", ...nameOf(logicalName), ...inputs });
	return {
		name,
		className: "NotebookImage",
		objects: 1,
		notebook: "RUNNING",
		inputs: declare,
		replaced: (logicalName) => ({ ...declare(logicalName), ...otherInputs }),
		points: savedAtOnce,
		...more,
	};
}

function customImage(name: string, inputs: object): Kind {
	const declare = (logicalName: string) => ({ swrPath: `swr.x.com/team/${logicalName}:1`, ...inputs });
	return {
		name,
		className: "CustomImage",
		objects: 1,
		isNamed: true,
		inputs: declare,
		replaced: (logicalName) => ({ ...declare(logicalName), arch: "AARCH64" }),
		points: [
			...around("registerImage"),
			{ operation: "showImage", moment: "before" },
			{ operation: "showImage", moment: "end" },
		],
	};
}

function cloudImage(name: string, source: object, otherSource: object, objects = 1): Kind {
	const declare = (logicalName: string) => ({ name: logicalName, tags: { team: "vision" }, ...source });
	const change = { description: "second", tags: { team: "vision", year: "2" } };
	return {
		name,
		className: "CloudImage",
		objects,
		isMadeFirst: true,
		inputs: declare,
		changed: (logicalName) => ({ ...declare(logicalName), ...change }),
		replaced: (logicalName) => ({ ...declare(logicalName), ...otherSource }),
		points: [...imageStart, ...(objects > 1 ? around("batchAddOrDeleteTags", "last") : []), ...lastTag],
	};
}

function dataFiles(...names: string[]): object {
	return { dataImages: names.map((name) => ({ imageUrl: `images:${name}.qcow2`, minDisk: 10 })) };
}

/** Every kind of resource. */
export const kinds: readonly Kind[] = [
	notebook("evs", disk),
	notebook("evs-own", { ...disk, ...own }),
	notebook("obs", bucket),
	notebook("obs-own", { ...bucket, ...own }),
	newNotebook("lab", {}, true),
	newNotebook("lab-own", own, false),
	notebookImage("saved", { tag: "1" }, { rebuild: "2" }),
	notebookImage("saved-named", { tag: "1" }, { rebuild: "2" }, { isNamed: true }),
	notebookImage("saved-own", { tag: "1", ...own }, { tag: "2" }, { isMadeFirst: true, isNamed: true }),
	notebookImage("saved-untagged", {}, { rebuild: "2" }, { isMadeFirst: true }),
	notebookImage(
		"saved-stopped",
		{ tag: "1", startIfStopped: true },
		{ rebuild: "2" },
		{ notebook: "STOPPED", points: savedWithStart },
	),
	customImage("custom", {}),
	customImage("custom-own", own),
	cloudImage("server", { instanceId: "877a2cda" }, { instanceId: "another" }),
	cloudImage(
		"file",
		{ imageUrl: "images:a.qcow2", minDisk: 40, ...dataFiles("b", "c") },
		{ imageUrl: "images:d.qcow2", ...dataFiles("b", "e") },
		3,
	),
	cloudImage("volume", { volumeId: "v1", osVersion: "CentOS 7.6 64bit" }, { volumeId: "v2" }),
	cloudImage(
		"disks",
		{ dataImages: [{ volumeId: "d1" }, { volumeId: "d2" }] },
		{ dataImages: [{ volumeId: "d1" }, { volumeId: "d3" }] },
		2,
	),
];

export function describePoint({ name, point: { operation, moment, image } }: Subject): string {
	return `${name}: ${moment} ${operation}${image ? ` (${image} image)` : ""}`;
}

/**
 * What the next run on another machine can know of it. An unfinished object is found by its marker. A complete object
 * may belong to another resource by now: it is reported if a second one is created, and rejected if the path is
 * occupied.
 */
export function resultElsewhere({
	kind: { className, isNamed },
	point: { operation, moment, image },
}: Subject): "found" | "refused" | "reported" {
	switch (className) {
		case "NotebookInstance":
		case "Notebook":
			return operation.startsWith("update") && moment !== "before" ? "reported" : "found";
		case "CloudImage":
			return operation !== "batchAddOrDeleteTags" || moment === "before" || image === "last" ? "found" : "reported";
		default: {
			// The marker of a registered image cannot be changed, so it never shows that the image is pending.
			const isFirst = ["showNotebook", "createNotebookImage", "registerImage"].includes(operation);
			const isNotMade = operation === "startNotebook" || (isFirst && moment === "before");
			return isNotMade ? "found" : isNamed ? "refused" : "reported";
		}
	}
}
