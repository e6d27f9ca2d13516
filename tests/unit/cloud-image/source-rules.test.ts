import { complain } from "./support/complain";
import { cluster, disks, file, server, volume } from "./support/sources";

const CHOICE = "expected one of instanceId, volumeId, imageUrl or dataImages, exactly one source, got";

test.each<[string, object, string]>([
	["no source", { ...server, instanceId: undefined }, `instanceId: ${CHOICE} none`],
	[
		"a server and a volume",
		{ ...server, volumeId: "v" },
		`instanceId: ${CHOICE} an image from a server (instanceId) and an image from a volume (volumeId)`,
	],
	[
		"a server and a file",
		{ ...file, instanceId: "i" },
		`instanceId: ${CHOICE} an image from a server (instanceId) and an image from a file`,
	],
	[
		"a server and data disks",
		{ ...disks, instanceId: "i" },
		`${CHOICE} an image from a server (instanceId) and images from data disks (dataImages)`,
	],
	[
		"a volume and a file",
		{ ...file, volumeId: "v" },
		`volumeId: ${CHOICE} an image from a volume (volumeId) and an image from a file (imageUrl)`,
	],
	["a volume and data disks", { ...disks, volumeId: "v" }, `volumeId: ${CHOICE}`],
	["all of them", { ...cluster, instanceId: "i", volumeId: "v" }, `instanceId: ${CHOICE}`],
])("%s: there has to be one source", (_what, inputs, expected) => {
	expect(complain(inputs)).toEqual([expect.stringContaining(expected)]);
});

const titles: [string, object, string][] = [
	["a server", server, "an image from a server (instanceId)"],
	["a volume", volume, "an image from a volume (volumeId)"],
	["data disks", disks, "images from data disks (dataImages)"],
];
const onlyForFiles = {
	minDisk: 40,
	osType: "Linux",
	isConfig: true,
	cmkId: "k",
	isQuickImport: true,
	architecture: "arm",
	hwFirmwareType: "uefi",
};
const notForServers = { osVersion: "CentOS 7.0 64bit", type: "ECS" };

test.each(
	titles.flatMap(([what, inputs, title]) =>
		Object.entries(inputs === volume ? onlyForFiles : { ...onlyForFiles, ...notForServers }).map(
			([name, value]) => [what, name, value, inputs, title] as const,
		),
	),
)("an image from %s has no %s", (_what, name, value, inputs, title) => {
	expect(complain({ ...inputs, [name]: value })).toEqual([
		expect.stringContaining(`${name}: expected nothing, as ${title} has no ${name}, got`),
	]);
});

const data = (...dataImages: unknown[]) => ({ ...disks, dataImages });
const files = (...dataImages: unknown[]) => ({ ...file, dataImages });

test.each<[string, object, string]>([
	["no data image", data(), "dataImages: expected at least one data image"],
	[
		"data images that are no list",
		{ ...disks, dataImages: { volumeId: "d" } },
		"dataImages: expected a list of data images",
	],
	["a data image that is no object", data("d1"), "dataImages[0]: expected an object"],
	[
		"a data image without a disk",
		data({ name: "n" }),
		"dataImages[0].volumeId: expected the volumeId of each data image, got nothing",
	],
	[
		"a disk twice",
		data({ volumeId: "d" }, { volumeId: "d" }),
		"dataImages[1].volumeId: expected another one for each image, got a text of 1 character",
	],
	[
		"a file among disks",
		data({ volumeId: "d", imageUrl: "bkt:a" }),
		"dataImages[0].imageUrl: expected nothing, as images from data disks",
	],
	["a size of a disk", data({ volumeId: "d", minDisk: 10 }), "dataImages[0].minDisk: expected nothing"],
	[
		"a quick import of a disk",
		data({ volumeId: "d", isQuickImport: true }),
		"dataImages[0].isQuickImport: expected nothing",
	],
	[
		"a data file without a size",
		files({ imageUrl: "bkt:a" }),
		"dataImages[0].minDisk: expected the minDisk of each data image",
	],
	[
		"a data file without a name",
		files({ minDisk: 1 }),
		"dataImages[0].imageUrl: expected the imageUrl of each data image",
	],
	[
		"a disk among files",
		files({ imageUrl: "bkt:a", minDisk: 1, volumeId: "d" }),
		"dataImages[0].volumeId: expected nothing, as an image from a file",
	],
	[
		"a data file of 0 GB",
		files({ imageUrl: "bkt:a", minDisk: 0 }),
		"dataImages[0].minDisk: expected a whole number from 1 to 2048 (GB), got 0",
	],
	[
		"a data file of 2049 GB",
		files({ imageUrl: "bkt:a", minDisk: 2049 }),
		"dataImages[0].minDisk: expected a whole number from 1 to 2048",
	],
	[
		"a blank in a data file",
		files({ imageUrl: "bkt:a b", minDisk: 1 }),
		"dataImages[0].imageUrl: expected bucket:object without blanks",
	],
	[
		"the system's file once more",
		files({ imageUrl: file.imageUrl, minDisk: 1 }),
		"dataImages[0].imageUrl: expected another one for each image",
	],
	[
		"a data file twice",
		files({ imageUrl: "bkt:a", minDisk: 1 }, { imageUrl: "bkt:b", minDisk: 1 }, { imageUrl: "bkt:a", minDisk: 1 }),
		"dataImages[2].imageUrl: expected another one for each image",
	],
	[
		"four data files",
		files(...["a", "b", "c", "d"].map((x) => ({ imageUrl: `bkt:${x}`, minDisk: 1 }))),
		"dataImages: expected 3 data images at most with a file, got 4",
	],
	[
		"a name of a data image that ends with a space",
		data({ volumeId: "d", name: "a " }),
		"dataImages[0].name: expected 1 to 128",
	],
	[
		"a description of a data image in two lines",
		data({ volumeId: "d", description: "a\nb" }),
		"dataImages[0].description: expected",
	],
	["an unknown input of a data image", data({ volumeId: "d", size: 5 }), "dataImages[0].size: there is no such input"],
])("%s is refused", (_what, inputs, expected) => {
	expect(complain(inputs)).toEqual([expect.stringContaining(expected)]);
});

test("mistakes in several data images are reported at once", () => {
	expect(complain(data({}, { volumeId: "d" }, { volumeId: "d", minDisk: 1 }))).toHaveLength(3);
});
