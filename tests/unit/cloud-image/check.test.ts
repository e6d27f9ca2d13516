import { cloudImage } from "../../../provider/resources/cloud-image/definition";
import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { derive } from "../../support/derived";
import { complain } from "./support/complain";
import { cluster, disks, file, server, sources, volume } from "./support/sources";

test.each<[string, object]>([
	...Object.entries(sources),
	["a name of one character", { ...server, name: "a" }],
	["a name of 128 characters", { ...server, name: "a".repeat(128) }],
	["a name with all that is allowed", { ...server, name: "aZ 09._-镜像" }],
	["an empty description", { ...server, description: "" }],
	["a description of 1024 characters", { ...server, description: "镜".repeat(1024) }],
	["a description of many signs", { ...server, description: "a&b \"c\" 'd' / \\ ;" }],
	["no limits of RAM", { ...server, minRam: 0, maxRam: 0 }],
	["a minimum without a maximum", { ...server, minRam: 4096, maxRam: 0 }],
	["the same minimum and maximum", { ...server, minRam: 4096, maxRam: 4096 }],
	["the smallest disk", { ...file, minDisk: 1 }],
	["the largest disk", { ...file, minDisk: 1024 }],
	["an object in a folder", { ...file, imageUrl: "images:folder/sub/disk.vhd" }],
	["an object with a colon", { ...file, imageUrl: "images:a:b.raw" }],
	...["Linux", "Windows", "Other"].map((osType): [string, object] => [`system type ${osType}`, { ...file, osType }]),
	...["ECS", "BMS", "FusionCompute", "Ironic"].flatMap((type): [string, object][] => [
		[`type ${type} from a file`, { ...file, type }],
		[`type ${type} from a volume`, { ...volume, type }],
	]),
	["an ISO", { ...volume, volumeId: undefined, imageUrl: "images:iso/centos-7_0.iso", minDisk: 40, type: "IsoImage" }],
	["a quick import", { ...file, imageUrl: "images:big.zvhd2", isQuickImport: true, osVersion: "CentOS 7.0 64bit" }],
	["a quick import that is switched off", { ...file, isQuickImport: false, isConfig: true }],
	...["x86", "arm"].map((architecture): [string, object] => [architecture, { ...file, architecture }]),
	["arm that boots by UEFI", { ...file, architecture: "arm", hwFirmwareType: "uefi" }],
	["x86 that boots by BIOS", { ...file, architecture: "x86", hwFirmwareType: "bios" }],
	...["ECS", "BMS", "Ironic"].map((type): [string, object] => [
		`an encrypted image of type ${type}, of which the service knows whether it may be`,
		{ ...file, type, cmkId: "key-1" },
	]),
	[
		"three data disks with a file",
		{ ...file, dataImages: ["a", "b", "c"].map((x) => ({ imageUrl: `bkt:${x}`, minDisk: 1 })) },
	],
	["the largest data disk", { ...file, dataImages: [{ imageUrl: "bkt:a", minDisk: 2048, isQuickImport: true }] }],
	[
		"data disks with all of their own",
		{ ...disks, dataImages: [{ volumeId: "d", name: "n", description: "d", tags: { a: "" } }] },
	],
	["one data disk", { ...disks, dataImages: [{ volumeId: "d1" }] }],
	[
		"many data disks of a server",
		{ ...disks, dataImages: Array.from({ length: 20 }, (_, at) => ({ volumeId: `d${at}` })) },
	],
	["RAM and enterprise project with data disks", { ...disks, minRam: 1, maxRam: 2, enterpriseProjectId: "0" }],
	["all the rest", { ...server, rebuild: "2", region: "eu-de", projectId: "p", adopt: "i1", enterpriseProjectId: "0" }],
])("%s is accepted", (_what, inputs) => {
	expect(complain(inputs)).toEqual([]);
});

const { checkInputs } = derive(cloudImage);

const NAME = "name: expected 1 to 128 letters, digits, Chinese characters, spaces";

test.each<[string, object, string]>([
	["an empty name", { ...server, name: "" }, `${NAME}, \`.\` \`_\` \`-\`, no space at either end, got an empty text`],
	["a name of 129 characters", { ...server, name: "a".repeat(129) }, NAME],
	["a name with a space in front", { ...server, name: " a" }, NAME],
	["a name with a space at its end", { ...server, name: "a " }, NAME],
	["a name with a newline", { ...server, name: "a\n" }, NAME],
	["a name with a slash", { ...server, name: "a/b" }, NAME],
	[
		"a description of 1025 characters",
		{ ...server, description: "a".repeat(1025) },
		"description: expected up to 1024",
	],
	...["<", ">", "\n", "\r"].map((sign): [string, object, string] => [
		`a description with ${JSON.stringify(sign)}`,
		{ ...server, description: `a${sign}b` },
		"description: expected up to 1024 characters in one line, none of < >",
	]),
	["less RAM than none", { ...server, minRam: -1 }, "minRam: expected a whole number from 0"],
	["half a megabyte", { ...server, maxRam: 0.5 }, "maxRam: expected a whole number from 0"],
	["RAM as text", { ...server, minRam: "1024" }, "got a text of 4 characters"],
	[
		"a maximum below the minimum",
		{ ...server, minRam: 2048, maxRam: 1024 },
		"maxRam: expected at least minRam, 2048 (MB), got 1024",
	],
	[
		"an empty enterprise project",
		{ ...server, enterpriseProjectId: "" },
		'enterpriseProjectId: expected "0" or the id',
	],
	["an empty server", { ...server, instanceId: "" }, "instanceId: expected text that is not empty"],
	["no name of a bucket", { ...file, imageUrl: "centos7.qcow2" }, "imageUrl: expected bucket:object without blanks"],
	["a bucket without an object", { ...file, imageUrl: "images:" }, "imageUrl: expected bucket:object without blanks"],
	[
		"an address on the web",
		{ ...file, imageUrl: "https://images.obs/centos7.qcow2" },
		"imageUrl: expected bucket:object",
	],
	[
		"a blank in the object's name",
		{ ...file, imageUrl: "images:centos 7.qcow2" },
		"imageUrl: expected bucket:object without blanks",
	],
	[
		"a blank in the folder's name",
		{ ...file, imageUrl: "images:my folder/a.qcow2" },
		"imageUrl: expected bucket:object without blanks",
	],
	[
		"a disk of no size",
		{ ...file, minDisk: 0 },
		"minDisk: expected a whole number from 1 to 1024 (GB; many regions want 40 at least), got 0",
	],
	["a disk of 1025 GB", { ...file, minDisk: 1025 }, "minDisk: expected a whole number from 1 to 1024"],
	[
		"a file without a disk",
		{ ...file, minDisk: undefined },
		"minDisk: expected 1 to 1024 (GB; many regions want 40 at least), got nothing",
	],
	[
		"an unknown type of system",
		{ ...file, osType: "linux" },
		'osType: expected one of "Linux", "Windows", "Other", got "linux"',
	],
	[
		"an unknown type",
		{ ...file, type: "VM" },
		'type: expected one of "ECS", "BMS", "FusionCompute", "Ironic", "IsoImage"',
	],
	[
		"an unknown type of a volume",
		{ ...volume, type: "VM" },
		'type: expected one of "ECS", "BMS", "FusionCompute", "Ironic", got "VM"',
	],
	["an ISO from a volume", { ...volume, type: "IsoImage" }, "type: expected a type other than IsoImage for a volume"],
	[
		"a volume without its system",
		{ ...volume, osVersion: undefined },
		'osVersion: expected a version such as "CentOS 7.0 64bit"',
	],
	[
		"an ISO without its system",
		{ ...file, imageUrl: "images:a.iso", type: "IsoImage" },
		"as an ISO needs one, got nothing",
	],
	["a quick import without its system", { ...file, isQuickImport: true }, "as quick import needs one, got nothing"],
	[
		"an ISO of an odd name",
		{ ...file, imageUrl: "images:centos+7.iso", type: "IsoImage", osVersion: "CentOS 7.0 64bit" },
		"imageUrl: expected an ISO named with letters, digits, - and _ only",
	],
	[
		"an unknown processor",
		{ ...file, architecture: "arm64" },
		'architecture: expected one of "x86", "arm", got "arm64"',
	],
	[
		"arm that boots by BIOS",
		{ ...file, architecture: "arm", hwFirmwareType: "bios" },
		'hwFirmwareType: expected "uefi", as architecture is "arm"',
	],
	["an unknown firmware", { ...file, hwFirmwareType: "UEFI" }, 'hwFirmwareType: expected one of "bios", "uefi"'],
	[
		"a configuration that is no switch",
		{ ...file, isConfig: "true" },
		"isConfig: expected true or false, got a text of 4 characters",
	],
	["an unknown input", { ...server, instance: "x" }, "instance: there is no such input; did you mean `instanceId`?"],
	[
		"an input in the API's spelling",
		{ ...file, min_disk: 4 },
		"min_disk: there is no such input; did you mean `minDisk`?",
	],
	["the API's second form of tags", { ...server, imageTags: [] }, "imageTags: there is no such input"],
])("%s is refused", (_what, inputs, expected) => {
	expect(complain(inputs)).toEqual([expect.stringContaining(expected)]);
});

test("all mistakes are reported at once, each at its input", () => {
	const mistakes = {
		name: " ",
		description: "<",
		minDisk: 0,
		isQuickImport: true,
		tags: { pulumi: "x" },
		color: "red",
	};
	const { validationErrors } = checkInputs(undefined, { ...cluster, ...mistakes }, () => ({}));
	expect(validationErrors.map(({ property }) => property)).toEqual([
		"name",
		"description",
		"minDisk",
		"color",
		"osVersion",
		"tags.pulumi",
	]);
});

const hintsOf = (inputs: object, old?: object) => checkInputs(old && { ...old }, { ...inputs }, () => ({})).hints;

test.each<[string, object, RegExp[]]>([
	[
		"an ISO without a type",
		{ ...file, imageUrl: "b:a.iso" },
		[/^imageUrl: .*like an ISO; is `type: "IsoImage"` meant/],
	],
	["an ISO as a server's disk", { ...file, imageUrl: "b:x/A.ISO", type: "ECS" }, [/`type: "IsoImage"` meant/]],
	["an ISO as a bare-metal server's disk", { ...file, imageUrl: "b:a.iso", type: "BMS" }, [/`type: "IsoImage"` meant/]],
	["an ISO as such", { ...file, imageUrl: "b:a.iso", type: "IsoImage", osVersion: "CentOS 7.0 64bit" }, []],
	[
		"a disk as an ISO",
		{ ...file, imageUrl: "b:a.qcow2", type: "IsoImage" },
		[/^type: "IsoImage" is for an ISO, .*\.iso/],
	],
	["a disk", file, []],
	["a file without an ending as an ISO", { ...file, imageUrl: "b:iso", type: "IsoImage" }, []],
	["an ISO of a type that is not known yet", { ...file, imageUrl: "b:a.iso", type: UNKNOWN }, []],
	["a file that is not known yet", { ...file, imageUrl: UNKNOWN, type: "IsoImage" }, []],
	[
		"a quick import of QCOW2",
		{ ...file, imageUrl: "b:a.qcow2", isQuickImport: true },
		[/^imageUrl: quick import.*ZVHD2/],
	],
	["a quick import of ZVHD2", { ...file, imageUrl: "b:a.zvhd2", isQuickImport: true }, []],
	["a quick import of an ending of one's own", { ...file, imageUrl: "b:a.v2", isQuickImport: true }, []],
	[
		"an ISO as a data disk",
		{
			...file,
			dataImages: [
				{ imageUrl: "b:d.raw", minDisk: 1 },
				{ imageUrl: "b:d.iso", minDisk: 1 },
			],
		},
		[/^dataImages\[1\]\.imageUrl: .*like an ISO, which is no data disk/],
	],
	[
		"a quick import of a data disk of VMDK",
		{ ...file, dataImages: [{ imageUrl: "b:d.vmdk", minDisk: 1, isQuickImport: true }] },
		[/^dataImages\[0\]\.imageUrl: quick import/],
	],
])("hints at the names of files: %s", (_what, inputs, hints) => {
	expect(hintsOf(inputs)).toEqual(hints.map((hint) => expect.stringMatching(hint) as string));
});

test("hints at the names of files show nothing of the path, which may be a secret", () => {
	expect(hintsOf({ ...file, imageUrl: "hush:hush/hush.iso" })?.join()).not.toContain("hush");
});

test("an image that is made of such a file is not spoken of any more, until something of that changes", () => {
	const odd = { ...file, imageUrl: "b:a.iso", type: "ECS" };
	expect(hintsOf({ ...odd, name: "new" }, odd)).toEqual([]);
	expect(hintsOf(odd, { ...odd, imageUrl: "b:a.raw" })).toHaveLength(1);
});

const declared = {
	...file,
	name: "base",
	enterpriseProjectId: "e1",
	hwFirmwareType: "uefi",
	region: "r",
	projectId: "p",
};

test.each(["enterpriseProjectId", "hwFirmwareType", "region", "projectId"] as const)(
	"%s that the program no longer says stays among the inputs: no preview shows a removal that nobody carries out",
	(name) => {
		const { [name]: kept, ...rest } = declared;
		const news = { ...rest, description: "new" };
		expect(checkInputs(declared, news, () => ({})).inputs[name]).toBe(kept);
	},
);

test.each<[string, object]>([
	["another file", { imageUrl: "images:other.qcow2" }],
	["a server", { imageUrl: undefined, minDisk: undefined, osVersion: undefined, instanceId: "s" }],
	["a source that is not known yet", { imageUrl: UNKNOWN }],
])("an image that is made anew, of %s, is made of what the program says now", (_what, change) => {
	const { enterpriseProjectId: _e, hwFirmwareType: _h, region: _r, ...rest } = declared;
	const { inputs } = checkInputs(declared, { ...rest, ...change }, () => ({}));
	expect(inputs).toMatchObject({ enterpriseProjectId: undefined });
	expect(inputs).not.toHaveProperty("hwFirmwareType");
	expect(inputs).not.toHaveProperty("region");
});

test("the enterprise project of the settings comes before one that is only remembered", () => {
	const { enterpriseProjectId: _, ...rest } = declared;
	const { inputs } = checkInputs(declared, rest, () => ({ enterpriseProjectId: "e2" }));
	expect(inputs.enterpriseProjectId).toBe("e2");
});
