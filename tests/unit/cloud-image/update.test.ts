import type { CloudImageResponse, PatchOperation } from "../../../provider/services/ims/images";
import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { listOperations } from "../../../provider/resources/cloud-image/update";
import { listDesiredImages } from "../../../provider/resources/cloud-image/desired-images";
import { cluster, disks, file } from "./support/sources";

/** What is asked for to bring the image in this place from the old inputs to the new ones. */
function operationsFor(before: object, after: object, found: Partial<CloudImageResponse>, at = 0): PatchOperation[] {
	const want = listDesiredImages(after as Inputs)[at];
	const earlier = listDesiredImages(before as Inputs)[at];
	if (!want || !earlier) throw new Error("no such image");
	return listOperations({ id: "i", name: want.name, ...found }, want, earlier, () => false);
}

test.each<[string, object, Partial<CloudImageResponse>, PatchOperation[]]>([
	["nothing", {}, {}, []],
	[
		"nothing of what is there already",
		{ description: "d", minRam: 1, maxRam: 2 },
		{ __description: "d", min_ram: 1, max_ram: "2" },
		[],
	],
	[
		"nothing of defaults written out",
		{ minRam: 0, maxRam: 0, enterpriseProjectId: "0", hwFirmwareType: "bios", description: "" },
		{},
		[],
	],
	["a name", { name: "new" }, { name: "base" }, [{ op: "replace", path: "/name", value: "new" }]],
	["a first description", { description: "d" }, {}, [{ op: "add", path: "/__description", value: "d" }]],
	[
		"another description",
		{ description: "d" },
		{ __description: "c" },
		[{ op: "replace", path: "/__description", value: "d" }],
	],
	[
		"limits of RAM, each as it is there or not",
		{ minRam: 1, maxRam: 2 },
		{ min_ram: 0 },
		[
			{ op: "replace", path: "/min_ram", value: 1 },
			{ op: "add", path: "/max_ram", value: 2 },
		],
	],
	["a limit that is text there", { maxRam: 3 }, { max_ram: "2" }, [{ op: "replace", path: "/max_ram", value: 3 }]],
	["no limit any more", { maxRam: 0 }, { max_ram: "2" }, [{ op: "replace", path: "/max_ram", value: 0 }]],
	[
		"an enterprise project",
		{ enterpriseProjectId: "e" },
		{},
		[{ op: "add", path: "/enterprise_project_id", value: "e" }],
	],
	[
		"back to the default project",
		{ enterpriseProjectId: "0" },
		{ enterprise_project_id: "e" },
		[{ op: "replace", path: "/enterprise_project_id", value: "0" }],
	],
	["UEFI", { hwFirmwareType: "uefi" }, {}, [{ op: "add", path: "/hw_firmware_type", value: "uefi" }]],
	[
		"all in one request",
		{ name: "new", description: "d", minRam: 1 },
		{ name: "base", min_ram: 0 },
		[
			{ op: "replace", path: "/name", value: "new" },
			{ op: "add", path: "/__description", value: "d" },
			{ op: "replace", path: "/min_ram", value: 1 },
		],
	],
])("asked for is %s", (_what, change, found, expected) => {
	expect(operationsFor(file, { ...file, ...change }, found)).toEqual(expected);
});

test.each<[string, object, Partial<CloudImageResponse>, PatchOperation[]]>([
	[
		"a description",
		{ description: "d" },
		{ __description: "d" },
		[{ op: "replace", path: "/__description", value: "" }],
	],
	["a minimum", { minRam: 1 }, { min_ram: 1 }, [{ op: "replace", path: "/min_ram", value: 0 }]],
	["a maximum", { maxRam: 2 }, { max_ram: "2" }, [{ op: "replace", path: "/max_ram", value: 0 }]],
	["an enterprise project, which stays open", { enterpriseProjectId: "e" }, { enterprise_project_id: "e" }, []],
	["a firmware, which stays open", { hwFirmwareType: "uefi" }, { hw_firmware_type: "uefi" }, []],
])("%s that the program does not give any more is set back", (_what, before, found, expected) => {
	expect(operationsFor({ ...file, ...before }, file, found)).toEqual(expected);
});

test("what nobody ever declared is left alone", () => {
	const found = {
		__description: "theirs",
		min_ram: 1,
		max_ram: "2",
		enterprise_project_id: "e",
		hw_firmware_type: "uefi",
	};
	expect(operationsFor(file, file, found)).toEqual([]);
});

test("of a data image, only name and description are changed", () => {
	const after = {
		...cluster,
		name: "new",
		description: "d",
		minRam: 1,
		enterpriseProjectId: "e",
		hwFirmwareType: "uefi",
	};
	expect(operationsFor(cluster, after, { name: "base-2" }, 2)).toEqual([
		{ op: "replace", path: "/name", value: "new-2" },
		{ op: "add", path: "/__description", value: "d" },
	]);
});

test("a data image's own description is set back when it is dropped", () => {
	const before = { ...disks, dataImages: [{ volumeId: "d1", description: "own" }, { volumeId: "d2" }] };
	const found = { __description: "own" };
	expect(operationsFor(before, disks, found)).toEqual([{ op: "replace", path: "/__description", value: "" }]);
	expect(operationsFor(before, { ...disks, description: "all" }, found)).toEqual([
		{ op: "replace", path: "/__description", value: "all" },
	]);
});
