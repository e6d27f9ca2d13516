import type { CloudImageArgs } from "pulumi-modelarts";

/**
 * Checked by the compiler alone (`npm run lint`): exactly one source compiles, and whoever mixes them is told by the
 * editor. `satisfies` fails where a mix gets through, as an expected error that does not come is an error.
 */
const url = "images:centos7.qcow2";

export const right = [
	{ instanceId: "i", minRam: 1024 },
	{ volumeId: "v", osVersion: "CentOS 7.0 64bit", type: "BMS" },
	{ imageUrl: url, minDisk: 40 },
	{ imageUrl: url, minDisk: 40, dataImages: [{ imageUrl: "images:data.qcow2", minDisk: 10 }] },
	{ imageUrl: "images:centos7.iso", minDisk: 40, type: "IsoImage", osVersion: "CentOS 7.0 64bit" },
	{ dataImages: [{ volumeId: "v", name: "data" }] },
] satisfies CloudImageArgs[];

// @ts-expect-error -- two sources
export const twoSources = { instanceId: "i", volumeId: "v", osVersion: "x" } satisfies CloudImageArgs;

// @ts-expect-error -- no source
export const noSource = { name: "x" } satisfies CloudImageArgs;

// @ts-expect-error -- a server has no data images: they would be another kind of image
export const serverWithData = { instanceId: "i", dataImages: [{ volumeId: "v" }] } satisfies CloudImageArgs;

// @ts-expect-error -- a file needs minDisk
export const fileWithoutDisk = { imageUrl: url } satisfies CloudImageArgs;

// @ts-expect-error -- a volume needs osVersion
export const volumeWithoutVersion = { volumeId: "v" } satisfies CloudImageArgs;

// @ts-expect-error -- a volume cannot be an ISO
export const isoVolume = { volumeId: "v", osVersion: "x", type: "IsoImage" } satisfies CloudImageArgs;

// @ts-expect-error -- data images come from files or from volumes, not from both
export const mixedData = { imageUrl: url, minDisk: 40, dataImages: [{ volumeId: "v" }] } satisfies CloudImageArgs;
