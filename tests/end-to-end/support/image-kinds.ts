/** One source of images, through its whole lifecycle. */
export interface ImageKind {
	/** The logical name. */
	readonly name: string;
	/** A description, for titles of tests. */
	readonly title: string;
	readonly first: object;
	/** The same, changed in inputs that are updated in place. */
	readonly changed: object;
	/** The same, changed in inputs that replace. */
	readonly replaced: object;
	/** Names of its images, at first and after the change; the system image first. */
	readonly images: readonly string[];
	readonly renamed: readonly string[];
}

const tags = { team: "vision", stage: "lab" };
const changes = { description: "second edition", tags: { team: "vision", stage: "exam", year: "2" } };

/** Every source of a cloud image. */
export const cloudImageKinds: readonly ImageKind[] = [
	describeKind("server", "a server", { instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" }, { instanceId: "another" }),
	describeKind(
		"volume",
		"a volume",
		{ volumeId: "0be1", osVersion: "CentOS 7.6 64bit", type: "ECS" },
		{ volumeId: "1be2" },
	),
	describeKind("file", "a file", { imageUrl: "images:centos.qcow2", minDisk: 40 }, { imageUrl: "images:ubuntu.qcow2" }),
	describeKind(
		"cluster",
		"a file with three data disks",
		{ imageUrl: "images:system.qcow2", minDisk: 40, dataImages: dataFiles("a", "b", "c") },
		{ dataImages: dataFiles("a", "b", "d") },
		["cluster", "cluster-1", "cluster-2", "cluster-3"],
	),
	describeKind(
		"iso",
		"an ISO",
		{ type: "IsoImage", imageUrl: "images:centos.iso", minDisk: 40, osVersion: "CentOS 7.6 64bit" },
		{ minDisk: 60 },
	),
	describeKind(
		"quick",
		"a quick import",
		{ isQuickImport: true, imageUrl: "images:large.zvhd2", minDisk: 100, osVersion: "CentOS 7.6 64bit" },
		{ osVersion: "CentOS 7.7 64bit" },
	),
	describeKind(
		"disks",
		"data disks of a server",
		{ dataImages: [{ volumeId: "d1" }, { volumeId: "d2" }] },
		{ dataImages: [{ volumeId: "d1" }, { volumeId: "d3" }] },
		["disks-1", "disks-2"],
	),
];

/** The declaration of all of them, in one of their states. */
export function pickInputs(state: "first" | "changed" | "replaced"): Record<string, object> {
	return Object.fromEntries(cloudImageKinds.map((kind) => [kind.name, kind[state]]));
}

function describeKind(name: string, title: string, source: object, otherSource: object, images = [name]): ImageKind {
	const first = { name, description: "first edition", tags, ...source };
	const changed = { ...first, ...changes, name: `${name}-2`, ...(name === "disks" ? {} : { minRam: 2048 }) };
	const renamed = images.map((image) => image.replace(name, `${name}-2`));
	return { name, title, first, changed, replaced: { ...changed, ...otherSource }, images, renamed };
}

function dataFiles(...names: string[]): object[] {
	return names.map((name) => ({ imageUrl: `images:${name}.qcow2`, minDisk: 10 }));
}
