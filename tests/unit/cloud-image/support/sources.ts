/** One valid set of inputs of each source. */
export const identity = "shop:dev:base#0123456789abcdef0123-0123456";

export const server = { identity, name: "base", instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" };

export const volume = { identity, name: "base", volumeId: "0be1", osVersion: "CentOS 7.0 64bit" };

export const file = { identity, name: "base", imageUrl: "images:centos7.qcow2", minDisk: 40 };

export const cluster = {
	...file,
	dataImages: [
		{ imageUrl: "images:one.qcow2", minDisk: 10 },
		{ imageUrl: "images:two.qcow2", minDisk: 20 },
	],
};

export const disks = { identity, name: "base", dataImages: [{ volumeId: "d1" }, { volumeId: "d2" }] };

export const sources = { server, volume, file, cluster, disks };

export type SourceName = keyof typeof sources;

/** What JSON makes of it: no `undefined`. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
