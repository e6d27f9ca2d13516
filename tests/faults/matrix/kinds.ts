import type { Json } from "../../support/structs";
import type { Declared } from "../engine";
import { providerText } from "./provider-runs";

/** One kind of resource, and how it changes. */
export interface Kind {
	readonly name: string;
	/** The list of the simulator's state that its objects are in. */
	readonly store: "instances" | "customImages" | "cloudImages";
	/** How many objects one resource is. */
	readonly objects: number;
	readonly deleteFirst: boolean;
	readonly first: Json;
	/** Changed in place; nothing of a custom image can be. */
	readonly changed?: Json;
	readonly replaced: Json;
}

const notebook = { profileId: "Multi-Engine 1.0 (python3)-cpu", flavor: "modelarts.vm.cpu.2u" };
const path = "swr.cn-north-4.myhuaweicloud.com/lab/jupyter:1.0";
const tags = { team: "vision", stage: "lab" };
const cloudChanges = { description: "second", tags: { team: "vision", year: "2" } };

export const kinds: readonly Kind[] = [
	describeNotebook(
		"NotebookInstance with EVS",
		{ ...notebook, storage: { type: "evs", location: { volumeSize: 5 } } },
		{ description: "for the course", autoStop: { enable: true, duration: 3600 }, desiredState: "STOPPED" },
		{ flavor: "modelarts.vm.cpu.8u" },
	),
	describeNotebook(
		"NotebookInstance with OBS",
		{
			...notebook,
			storage: { type: "obs", location: { path: "bucket/folder/" } },
			description: "own words",
			desiredState: "STOPPED",
		},
		{ description: "other words", desiredState: "RUNNING" },
		{ storage: { type: "obs", location: { path: "bucket/other/" } } },
	),
	describeCustomImage("CustomImage", { swrPath: path }, { arch: "AARCH64" }),
	describeCustomImage(
		"CustomImage with own description",
		{ swrPath: path, description: "own words", purgeOnDelete: true },
		{ description: "other words" },
	),
	describeCloudImage("CloudImage from a server", 1, { instanceId: "server-1" }, { minRam: 1024 }, { rebuild: "2" }),
	describeCloudImage(
		"CloudImage from a file with data disks",
		3,
		{ imageUrl: "images:system.qcow2", minDisk: 40, dataImages: dataFiles("a", "b") },
		{ name: "renamed" },
		{ dataImages: dataFiles("a", "c") },
	),
	describeCloudImage(
		"CloudImage from a volume",
		1,
		{ volumeId: "volume-1", osVersion: "CentOS 7.6 64bit", type: "ECS" },
		{ maxRam: 4096 },
		{ volumeId: "volume-2" },
	),
	describeCloudImage(
		"CloudImage from data disks",
		2,
		{ dataImages: [{ volumeId: "data-1" }, { volumeId: "data-2" }] },
		{ name: "renamed" },
		{ dataImages: [{ volumeId: "data-1" }, { volumeId: "data-3" }] },
	),
];

export type Version = "first" | "changed" | "replaced";

/** The only resource of a program. */
export function declare(kind: Kind, version: Version, timeouts?: Json): Declared {
	const type = /^\w+/.exec(kind.name)?.[0] ?? "";
	const module = type === "CloudImage" ? "ims" : "modelarts";
	return {
		urn: `urn:pulumi:test::faults::pulumi-nodejs:dynamic/${module}:${type}::lab`,
		deleteFirst: kind.deleteFirst,
		inputs: {
			__provider: providerText(`pulumi-modelarts/${type}`),
			identity: "faults:test:lab#0123456789abcdef0123",
			...kind[version],
			...(timeouts && { timeouts }),
		},
	};
}

function describeNotebook(name: string, first: Json, change: Json, replacement: Json): Kind {
	const versions = { first, changed: { ...first, ...change }, replaced: { ...first, ...replacement } };
	return { name, store: "instances", objects: 1, deleteFirst: true, ...versions };
}

function describeCustomImage(name: string, first: Json, replacement: Json): Kind {
	return { name, store: "customImages", objects: 1, deleteFirst: true, first, replaced: { ...first, ...replacement } };
}

function describeCloudImage(name: string, objects: number, source: Json, change: Json, replacement: Json): Kind {
	const first = { description: "first", tags, ...source };
	const versions = { first, changed: { ...first, ...cloudChanges, ...change }, replaced: { ...first, ...replacement } };
	return { name, store: "cloudImages", objects, deleteFirst: false, ...versions };
}

function dataFiles(...names: string[]): Json[] {
	return names.map((name) => ({ imageUrl: `images:${name}.qcow2`, minDisk: 10 }));
}
