import { cloudImage, type Inputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { listPolicies } from "../../../tools/docs/kinds";
import { cluster, disks, file, server, sources } from "./support/sources";

const onChange = listPolicies(cloudImage);
const marker = (inputs: object) => markerOf(inputs as Inputs, "open").pulumi ?? "";

test.each(Object.entries(sources))(
	"the marker of an image from a %s is short, and tells open from done",
	(_what, inputs) => {
		expect(marker(inputs)).toMatch(/^0123456789abc0123456\.[0-9a-f]{8}\.open$/);
		expect(markerOf(inputs as Inputs, "done").pulumi).toBe(marker(inputs).replace("open", "done"));
		expect(marker(inputs).length).toBeLessThanOrEqual(43);
	},
);

test("another resource has another marker", () => {
	expect(marker({ ...server, identity: "shop:dev:other#ffffffffffffffffffff" })).toMatch(/^f{20}\./);
});

const changed: Record<string, unknown> = {
	name: "other",
	description: "other",
	tags: { a: "b" },
	enterpriseProjectId: "e",
	minRam: 1,
	maxRam: 1,
	hwFirmwareType: "uefi",
	instanceId: "i",
	volumeId: "v",
	imageUrl: "bkt:other",
	minDisk: 41,
	osVersion: "Fedora 30 64bit",
	osType: "Linux",
	isConfig: true,
	cmkId: "k",
	type: "BMS",
	isQuickImport: true,
	architecture: "arm",
	rebuild: "2",
	adopt: "i1",
	timeouts: { create: 5 },
	// Where it is, is no part of the marker: an image elsewhere is never found here.
	region: "eu-de",
	projectId: "p2",
};

test("every input is tried", () => {
	const left = Object.keys(onChange).filter((name) => !(name in changed));
	expect(left.sort()).toEqual(["dataImages", "identity"]);
});

const replacing = Object.keys(onChange).filter(
	(name) => onChange[name] === "replace" && name !== "region" && name !== "projectId",
);

test.each(Object.keys(changed).map((name) => [name, replacing.includes(name)] as const))(
	"the marker of a system image changes with %s: %s",
	(name, changes) => {
		expect(marker({ ...file, [name]: changed[name] }) !== marker(file)).toBe(changes);
	},
);

const system = ["enterpriseProjectId", "minRam", "maxRam", "hwFirmwareType"];

test.each(Object.keys(changed).map((name) => [name, replacing.includes(name) || system.includes(name)] as const))(
	"the marker of data images alone changes with %s: %s",
	(name, changes) => {
		// With a source of another kind there would be a system image.
		if (["instanceId", "volumeId", "imageUrl"].includes(name)) return;
		expect(marker({ ...disks, [name]: changed[name] }) !== marker(disks)).toBe(changes);
	},
);

const [first, second] = cluster.dataImages;

test.each<[string, object[], boolean]>([
	["another file", [{ ...first, imageUrl: "bkt:x" }, second as object], true],
	["another size", [{ ...first, minDisk: 1 }, second as object], true],
	["quick import", [{ ...first, isQuickImport: true }, second as object], true],
	["one less", [first as object], true],
	["another name", [{ ...first, name: "x" }, second as object], false],
	["another description", [{ ...first, description: "x" }, second as object], false],
	["other tags", [{ ...first, tags: {} }, second as object], false],
	["a switch written out as off", [{ ...first, isQuickImport: false }, second as object], false],
])("the marker changes with a data image's %s: %s", (_what, dataImages, changes) => {
	expect(marker({ ...cluster, dataImages }) !== marker(cluster)).toBe(changes);
});

test("defaults written out have the same marker", () => {
	const written = { type: "FusionCompute", architecture: "x86", isConfig: false, isQuickImport: false };
	expect(marker({ ...file, ...written })).toBe(marker(file));
	expect(marker({ ...disks, minRam: 0, enterpriseProjectId: "0" })).toBe(marker(disks));
});
