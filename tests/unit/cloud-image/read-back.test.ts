import type { CloudImageResponse } from "../../../provider/services/ims/images";
import { type SeenImage, toReadInputs } from "../../../provider/resources/cloud-image/read-back";
import { toImportedInputs } from "../../../provider/resources/cloud-image/import/infer-inputs";
import { cloudImage, type Inputs } from "../../../provider/resources/cloud-image/definition";
import { derive } from "../../support/derived";
import { cluster, disks, file, identity, plain, server } from "./support/sources";

const { diff } = derive(cloudImage);

function see(image: Partial<CloudImageResponse> = {}, tags: Record<string, string> = {}): SeenImage {
	const own = { id: "s", name: "base", status: "active", virtual_env_type: "FusionCompute", min_ram: 0 };
	return { image: { ...own, ...image }, tags: { pulumi: "x.y.done", ...tags } };
}

function seeData(name: string, image: Partial<CloudImageResponse> = {}, tags: Record<string, string> = {}): SeenImage {
	return see({ id: name, name, virtual_env_type: "DataImage", ...image }, tags);
}

test.each<[string, Partial<Inputs>, SeenImage]>([
	["what the service adds", {}, see({ __os_version: "CentOS 7.2 64bit", enterprise_project_id: "0", max_ram: "0" })],
	["a tag that the program does not declare", { tags: { a: "b" } }, see({}, { a: "b", team: "theirs" })],
	["RAM as text", { minRam: 1024, maxRam: 2048 }, see({ min_ram: 1024, max_ram: "2048" })],
	["limits of RAM that were never declared", {}, see({ min_ram: 512, max_ram: "4096" })],
	["a description that is missing where none was given", { description: "" }, see()],
	["an empty description where none was given", {}, see({ __description: "" })],
	["the other name of ECS", { type: "ECS" }, see({ virtual_env_type: "FusionCompute" })],
	["the other name of BMS", { type: "BMS" }, see({ virtual_env_type: "Ironic" })],
	[
		"another system than declared, as the service looks for itself",
		{ osVersion: "CentOS 7.0 64bit" },
		see({ __os_version: "x" }),
	],
	["the default enterprise project, left out", { enterpriseProjectId: "0" }, see()],
	["an enterprise project that was left open", {}, see({ enterprise_project_id: "e" })],
	["the default firmware, left out", { hwFirmwareType: "bios" }, see()],
	["a firmware that was left open", {}, see({ hw_firmware_type: "uefi" })],
	["what cannot be read", { isConfig: true, isQuickImport: true, osType: "Linux", cmkId: "k" }, see()],
])("%s is no drift", (_what, declared, observed) => {
	const before: Inputs = { ...file, ...declared };
	expect(plain(toReadInputs(before, [observed]))).toEqual(before);
});

test.each<[keyof Inputs, Partial<Inputs>, SeenImage, unknown]>([
	["name", {}, see({ name: "renamed" }), "renamed"],
	["description", { description: "ours" }, see({ __description: "theirs" }), "theirs"],
	["description", { description: "ours" }, see(), ""],
	["description", {}, see({ __description: "theirs" }), "theirs"],
	["tags", { tags: { a: "b" } }, see({}, { a: "c" }), { a: "c" }],
	["tags", { tags: { a: "b", c: "d" } }, see({}, { c: "d" }), { c: "d" }],
	["minRam", { minRam: 1024 }, see({ min_ram: 2048 }), 2048],
	["maxRam", { maxRam: 1024 }, see({ max_ram: "2048" }), 2048],
	["maxRam", { maxRam: 1024 }, see(), 0],
	["enterpriseProjectId", { enterpriseProjectId: "e" }, see({ enterprise_project_id: "f" }), "f"],
	["enterpriseProjectId", { enterpriseProjectId: "e" }, see(), "0"],
	["hwFirmwareType", { hwFirmwareType: "uefi" }, see(), "bios"],
	["cmkId", { cmkId: "k" }, see({ __system__cmkid: "l" }), "l"],
	["type", { type: "ECS" }, see({ virtual_env_type: "Ironic" }), "BMS"],
])("another %s is seen as drift, and the next program changes it", (name, declared, observed, expected) => {
	const before: Inputs = { ...file, ...declared };
	const read = toReadInputs(before, [observed]);
	expect(plain(read)).toEqual({ ...before, [name]: expected });
	const outputs = { ...read, region: "r", projectId: "p", status: "active" };
	expect(diff({ id: "s", inputs: read, outputs }, { ...before })).not.toEqual({ changes: false });
});

const one = seeData("base-1", { __data_origin: "file,images:one.qcow2" });
const two = seeData("base-2", { __data_origin: "file,images:two.qcow2" });

test("data images as they should be are no drift, in whatever order they come", () => {
	expect(plain(toReadInputs(cluster, [two, see(), one]))).toEqual(cluster);
});

test("data images with what they have of the whole are no drift", () => {
	const before = { ...cluster, description: "d", tags: { a: "b" } };
	const given = [{ __description: "d" }, { a: "b" }] as const;
	const observed = [see(...given), seeData("base-1", ...given), seeData("base-2", ...given)];
	expect(plain(toReadInputs(before, observed))).toEqual(before);
});

test.each<[string, SeenImage, object]>([
	["name", seeData("renamed", { __data_origin: "file,images:two.qcow2" }), { name: "renamed" }],
	["name, and nothing tells what it was made from", seeData("renamed"), { name: "renamed" }],
	["description", { ...two, image: { ...two.image, __description: "theirs" } }, { description: "theirs" }],
])("another %s of one data image is drift of that one", (_what, changed, expected) => {
	const { dataImages } = toReadInputs(cluster, [see(), changed, one]);
	expect(plain(dataImages)).toEqual([cluster.dataImages[0], { ...cluster.dataImages[1], ...expected }]);
});

test("a data image's lost tag is drift of that one", () => {
	const before = { ...disks, dataImages: [{ volumeId: "d1", tags: { a: "b" } }, { volumeId: "d2" }] };
	const { dataImages } = toReadInputs(before, [seeData("base-1"), seeData("base-2")]);
	expect(plain(dataImages)).toEqual([{ volumeId: "d1", tags: {} }, { volumeId: "d2" }]);
});

test("data images whose names were swapped are told apart by what they were made from", () => {
	const observed = [
		seeData("base-2", { __data_origin: "volume,d1" }),
		seeData("base-1", { __data_origin: "volume,d2" }),
	];
	expect(plain(toReadInputs(disks, observed).dataImages)).toEqual([
		{ volumeId: "d1", name: "base-2" },
		{ volumeId: "d2", name: "base-1" },
	]);
});

test("a data image that is gone is left out, so that all are made anew", () => {
	const read = toReadInputs(cluster, [see(), two]);
	expect(plain(read.dataImages)).toEqual([cluster.dataImages[1]]);
	const outputs = { ...read, region: "r", projectId: "p", status: "active" };
	expect(diff({ id: "s", inputs: read, outputs }, { ...cluster })).toEqual({ replaces: ["dataImages"] });
});

const nothing = { identity } as Inputs;

test.each<[string, SeenImage[], object]>([
	["a server", [see({ __data_origin: `instance,${server.instanceId}`, __os_version: "x" })], server],
	[
		"a file with tags, limits and a data disk",
		[
			see({ __data_origin: "file,images:centos7.qcow2", min_disk: 40, min_ram: 1, max_ram: "2" }, { a: "b" }),
			{ ...one, image: { ...one.image, min_disk: 10 } },
		],
		{ ...file, tags: { a: "b" }, minRam: 1, maxRam: 2, dataImages: [{ imageUrl: "images:one.qcow2", minDisk: 10 }] },
	],
	[
		"a volume of a bare metal server",
		[see({ __data_origin: "volume,v", __os_version: "x", virtual_env_type: "Ironic" })],
		{ identity, name: "base", volumeId: "v", osVersion: "x", type: "Ironic" },
	],
	["a data disk", [seeData("base-1", { __data_origin: "volume,d1" })], { ...disks, dataImages: [{ volumeId: "d1" }] }],
])("an import of an image from %s reads what a program would declare", (_what, observed, program) => {
	const read = toReadInputs(toImportedInputs(nothing, observed), observed);
	const outputs = { ...read, region: "r", projectId: "p", status: "active" };
	const { replaces } = diff({ id: "s", inputs: read, outputs }, { ...program });
	expect(replaces).toBeUndefined();
	expect(JSON.stringify(read)).not.toContain("pulumi");
});
