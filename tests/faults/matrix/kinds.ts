import { type KindName, kindNames, kinds as registered } from "../../../provider/resources";
import type { Json } from "../../support/structs";
import type { Declared } from "../engine";

/** The lists of objects in the simulator's state. */
export const stores = ["instances", "notebooks", "customImages", "cloudImages"] as const;
export type Store = (typeof stores)[number];

/** One kind of resource, with its changes. */
export interface Kind {
	readonly name: string;
	/** The list of its objects in the simulator's state. */
	readonly store: Store;
	/** Number of objects of one resource. */
	readonly objects: number;
	readonly deleteFirst: boolean;
	readonly first: Json;
	/** A notebook, {@link EXISTING_NOTEBOOK}, exists already and is stopped; the resource uses it. */
	readonly needsNotebook?: boolean;
	/** Changed in place; a custom image has no such input. */
	readonly changed?: Json;
	readonly replaced: Json;
}

/** The simulator's id of the first notebook after a reset. */
export const EXISTING_NOTEBOOK = "eaa09563-e499-47e2-980d-20604f99b267";

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
	describeKind("Notebook with a disk", "notebooks", {
		first: {
			flavor: "modelarts.vm.cpu.2u",
			imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
			volume: { category: "EVS", capacity: 5 },
			tags,
			mounts: [mount("a"), mount("b")],
		},
		change: {
			...cloudChanges,
			flavor: "modelarts.vm.cpu.8u",
			volume: { category: "EVS", capacity: 9 },
			lease: { duration: 7_200_000 },
			mounts: [mount("b"), mount("c")],
		},
		replacement: { poolId: "pool-1" },
	}),
	describeKind("Notebook with own description", "notebooks", {
		first: {
			flavor: "modelarts.vm.cpu.2u",
			imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
			volume: { category: "EFS", ownership: "MANAGED" },
			description: "own words",
			desiredState: "STOPPED",
		},
		change: { description: "other words", desiredState: "RUNNING" },
		replacement: { poolId: "pool-1" },
	}),
	{
		...describeKind("NotebookImage", "customImages", {
			first: { notebookId: EXISTING_NOTEBOOK, namespace: "vision", tag: "1.0", startIfStopped: true },
			replacement: { tag: "2.0" },
		}),
		needsNotebook: true,
	},
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

/** What the name of a case begins with. */
export function classOf({ name }: Pick<Kind, "name">): KindName {
	const first = kindNames.find((kind) => name.split(" ")[0] === kind);
	if (!first) throw new Error(`${name} begins with no kind.`);
	return first;
}

export type Version = "first" | "changed" | "replaced";

/** The only resource of a program. */
export function declare(kind: Kind, version: Version, timeouts?: Json): Declared {
	const { token, provider } = registered[classOf(kind)];
	return {
		urn: `urn:pulumi:test::faults::${token}::lab`,
		deleteFirst: kind.deleteFirst,
		inputs: {
			__provider: provider,
			identity: "faults:test:lab#0123456789abcdef0123-0123456",
			...kind[version],
			...(timeouts && { timeouts }),
		},
	};
}

function describeNotebook(name: string, first: Json, change: Json, replacement: Json): Kind {
	const versions = { first, changed: { ...first, ...change }, replaced: { ...first, ...replacement } };
	return { name, store: "instances", objects: 1, deleteFirst: true, ...versions };
}

interface Versions {
	readonly first: Json;
	readonly change?: Json;
	readonly replacement: Json;
}

/** A kind whose replacement is created before the old one is deleted. */
function describeKind(name: string, store: Store, { first, change, replacement }: Versions): Kind {
	const changed = change && { changed: { ...first, ...change } };
	return { name, store, objects: 1, deleteFirst: false, first, ...changed, replaced: { ...first, ...replacement } };
}

function mount(name: string): Json {
	return { storagePath: `obs://sets/${name}/`, mountDirectory: `/data/${name}/` };
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
