import { cloudImage, type Inputs, type Outputs } from "../../../provider/resources/cloud-image/definition";
import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { derive } from "../../support/derived";
import { cluster, disks, file, server, volume } from "./support/sources";

const { diff: compare } = derive(cloudImage);

function difference(before: object, change: object, outputs: Partial<Outputs> = {}) {
	const inputs = before as Inputs;
	const state = { ...inputs, region: "cn-north-4", projectId: "p1", status: "active", ...outputs };
	return compare({ id: "i1", inputs, outputs: state }, { ...inputs, ...change });
}

const [first, second] = cluster.dataImages;

test.each<[string, object, object]>([
	["nothing of a server's image", server, {}],
	["nothing of a file's images", cluster, {}],
	["the other name of ECS", { ...file, type: "ECS" }, { type: "FusionCompute" }],
	["the other name of BMS", { ...file, type: "Ironic" }, { type: "BMS" }],
	["the default type, written out", volume, { type: "ECS" }],
	["the default type, by its other name", volume, { type: "FusionCompute" }],
	["the default processor, written out", file, { architecture: "x86" }],
	["switches written out as off", file, { isConfig: false, isQuickImport: false }],
	["switches that were off and are left out", { ...file, isConfig: false }, { isConfig: undefined }],
	[
		"a data image's switch written out as off",
		cluster,
		{ dataImages: [{ ...first, isQuickImport: false }, second as object] },
	],
	["no limits of RAM, written out", server, { minRam: 0, maxRam: 0 }],
	["no limits of RAM of data images, written out", disks, { minRam: 0, maxRam: 0 }],
	["the default enterprise project, written out", server, { enterpriseProjectId: "0" }],
	["the default enterprise project of data images, written out", disks, { enterpriseProjectId: "0" }],
	[
		"an enterprise project that is left open now",
		{ ...disks, enterpriseProjectId: "e" },
		{ enterpriseProjectId: undefined },
	],
	["a firmware that is left open now", { ...file, hwFirmwareType: "uefi" }, { hwFirmwareType: undefined }],
	["an empty description", server, { description: "" }],
	["no tags, written out", server, { tags: {} }],
	["tags in another order", { ...server, tags: { a: "1", b: "2" } }, { tags: { b: "2", a: "1" } }],
	["the region that it is in, written out", server, { region: "cn-north-4" }],
	["the project that it is in, written out", server, { projectId: "p1" }],
	["only what to adopt", server, { adopt: "i2" }],
	["only the time-outs", server, { timeouts: { create: 5 } }],
	["only the identity", server, { identity: "x" }],
])("changing %s is no change", (_what, before, change) => {
	expect(difference(before, change)).toEqual({ changes: false });
});

const inPlace: [string, unknown][] = [
	["name", "other"],
	["description", "new"],
	["tags", { a: "b" }],
	["name", UNKNOWN],
	["tags", { a: UNKNOWN }],
];
const onSystemImages: [string, unknown][] = [
	["minRam", 1024],
	["maxRam", UNKNOWN],
	["enterpriseProjectId", "e"],
];

test.each(
	[server, volume, file, cluster].flatMap((before) =>
		[...inPlace, ...onSystemImages].map(([name, value]) => [name, value, before] as const),
	),
)("changing %s to %j is an update that the engine compares itself", (name, value, before) => {
	expect(difference(before, { [name]: value })).toEqual({});
});

test.each(inPlace)("changing %s to %j is an update for data images as well", (name, value) => {
	expect(difference(disks, { [name]: value })).toEqual({});
});

test.each(onSystemImages)("changing %s to %j replaces where there are data images only", (name, value) => {
	expect(difference(disks, { [name]: value })).toEqual({ replaces: [name] });
});

test("the firmware is changed in place", () => {
	expect(difference(file, { hwFirmwareType: "uefi" })).toEqual({});
});

test.each<[string, object[]]>([
	["a name", [{ ...first, name: "one" }, second as object]],
	["a description", [{ ...first, description: "one" }, second as object]],
	["tags", [first as object, { ...second, tags: { a: "b" } }]],
	["a name that is not known yet", [{ ...first, name: UNKNOWN }, second as object]],
])("changing %s of a data image is an update", (_what, dataImages) => {
	expect(difference(cluster, { dataImages })).toEqual({});
});

test.each<[string, object, unknown]>([
	["another file", cluster, [first, { ...second, imageUrl: "images:three.qcow2" }]],
	["another size", cluster, [{ ...first, minDisk: 11 }, second]],
	["quick import", cluster, [{ ...first, isQuickImport: true }, second]],
	["another order", cluster, [second, first]],
	["one more", cluster, [first, second, { imageUrl: "images:three.qcow2", minDisk: 1 }]],
	["one less", cluster, [first]],
	["none", cluster, undefined],
	["the first ones", file, [first]],
	["a file that is not known yet", cluster, [{ ...first, imageUrl: UNKNOWN }, second]],
	["one that is not known yet", cluster, [UNKNOWN, second]],
	["a list that is not known yet", cluster, UNKNOWN],
	["another disk", disks, [{ volumeId: "d1" }, { volumeId: "d3" }]],
])("data images from %s are new ones", (_what, before, dataImages) => {
	expect(difference(before, { dataImages })).toEqual({ replaces: ["dataImages"] });
});

test.each<[object, string, unknown]>([
	[server, "instanceId", "other"],
	[server, "instanceId", UNKNOWN],
	[volume, "volumeId", "other"],
	[volume, "osVersion", "CentOS 7.1 64bit"],
	[volume, "type", "BMS"],
	[file, "imageUrl", "images:other.qcow2"],
	[file, "minDisk", 41],
	[file, "osVersion", "CentOS 7.0 64bit"],
	[file, "osType", "Linux"],
	[file, "isConfig", true],
	[file, "cmkId", "k"],
	[file, "type", "IsoImage"],
	[file, "isQuickImport", true],
	[file, "architecture", "arm"],
	[server, "rebuild", "2"],
	[disks, "rebuild", UNKNOWN],
	[server, "region", "eu-de"],
	[server, "projectId", "p2"],
])("of %j, changing %s replaces", (before, name, value) => {
	expect(difference(before, { [name]: value })).toEqual({ replaces: [name] });
});

test("another kind of source replaces", () => {
	const { replaces } = difference(server, { instanceId: undefined, volumeId: "v", osVersion: "CentOS 7.0 64bit" });
	expect(replaces).toEqual(["instanceId", "volumeId", "osVersion"]);
});

test.each<[string, Partial<Outputs>, object]>([
	["interrupted while it was made", { unfinished: "create", status: "saving" }, { changes: true }],
	["interrupted while it was changed", { unfinished: "update" }, { changes: true }],
	["killed", { status: "killed" }, { changes: true, replaces: ["status"] }],
	["killed after an interruption", { status: "killed", unfinished: "create" }, { changes: true, replaces: ["status"] }],
	["without its system image", { status: "deleted" }, { changes: true, replaces: ["status"] }],
	["in a status that nobody knows", { status: "frozen" }, { changes: false }],
])("one that is %s needs work, or none, although no input changed", (_what, outputs, expected) => {
	expect(difference(server, {}, outputs)).toEqual(expected);
});

test("an interrupted one whose source changed is replaced", () => {
	expect(difference(server, { instanceId: "other" }, { unfinished: "create" })).toEqual({ replaces: ["instanceId"] });
});
