import type { CloudImageResponse } from "../../../provider/services/ims/images";
import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { toId, worstStatus } from "../../../provider/resources/cloud-image/image-set";
import { toOutputs } from "../../../provider/resources/cloud-image/read-back";
import { toCreateBody } from "../../../provider/resources/cloud-image/create";
import { cluster, disks, file, identity, plain, server, volume } from "./support/sources";

/** The tags of the documented examples, in both of their forms the same, and ours. */
const tags = { aaa: "111", bbb: "333", ccc: "444" };
const bodies = [
	{ key: "aaa", value: "111" },
	{ key: "bbb", value: "333" },
	{ key: "ccc", value: "444" },
];
const withMarker = (inputs: object) => [...bodies, { key: "pulumi", value: markerOf(inputs as Inputs, "open").pulumi }];

const examples: [string, object, object, boolean][] = [
	[
		"from a server",
		{ name: "ims_test", description: "from a server", instanceId: "877a2cda", tags },
		{ name: "ims_test", description: "from a server", instance_id: "877a2cda" },
		true,
	],
	[
		"from data disks",
		{ name: "unused", dataImages: [{ name: "ims_data_image_test", description: "data", volumeId: "c5dfbd0c", tags }] },
		{ data_images: [{ name: "ims_data_image_test", description: "data", volume_id: "c5dfbd0c" }] },
		false,
	],
	[
		"from a file",
		{
			name: "ims_test_file",
			description: "from a file",
			imageUrl: "ims-image:centos70.qcow2",
			osVersion: "CentOS 7.0 64bit",
			minDisk: 40,
			isConfig: true,
			tags,
		},
		{
			name: "ims_test_file",
			description: "from a file",
			image_url: "ims-image:centos70.qcow2",
			os_version: "CentOS 7.0 64bit",
			min_disk: 40,
			is_config: true,
		},
		true,
	],
	[
		"from an ISO",
		{
			name: "ims_test_file",
			imageUrl: "ims-image:centos70.iso",
			osType: "Linux",
			osVersion: "CentOS 7.0 64bit",
			type: "IsoImage",
			minDisk: 40,
			tags,
		},
		{
			name: "ims_test_file",
			image_url: "ims-image:centos70.iso",
			os_type: "Linux",
			os_version: "CentOS 7.0 64bit",
			type: "IsoImage",
			min_disk: 40,
		},
		true,
	],
	[
		"from a volume",
		{ name: "ims_test", description: "volume", volumeId: "877a2cda", type: "ECS", osVersion: "CentOS 7.0 64bit", tags },
		{ name: "ims_test", description: "volume", volume_id: "877a2cda", type: "ECS", os_version: "CentOS 7.0 64bit" },
		true,
	],
];

test.each(examples)(
	"the documented example of an image %s is sent as documented, with our marker",
	(_what, given, body, isWhole) => {
		const inputs = { identity, ...given };
		const sent = plain(toCreateBody(inputs as Inputs));
		if (isWhole) return expect(sent).toEqual({ ...body, image_tags: withMarker(inputs) });
		const [image] = (body as { data_images: object[] }).data_images;
		expect(sent).toEqual({ data_images: [{ ...image, image_tags: withMarker(inputs) }] });
	},
);

test("every input of a file is sent, and nothing of ours", () => {
	const inputs = {
		...file,
		cmkId: "k",
		isQuickImport: true,
		architecture: "arm",
		hwFirmwareType: "uefi",
		enterpriseProjectId: "e",
		minRam: 1,
		maxRam: 2,
		rebuild: "2",
		adopt: "i1",
		region: "r",
		projectId: "p",
		timeouts: { create: 5 },
		dataImages: [{ imageUrl: "images:one.qcow2", minDisk: 10, isQuickImport: true }],
		tags: { a: "b" },
		description: "d",
	};
	const image_tags = [
		{ key: "a", value: "b" },
		{ key: "pulumi", value: markerOf(inputs as unknown as Inputs, "open").pulumi },
	];
	expect(plain(toCreateBody(inputs as unknown as Inputs))).toEqual({
		name: "base",
		description: "d",
		image_url: "images:centos7.qcow2",
		min_disk: 40,
		cmk_id: "k",
		is_quick_import: true,
		architecture: "arm",
		hw_firmware_type: "uefi",
		enterprise_project_id: "e",
		min_ram: 1,
		max_ram: 2,
		image_tags,
		data_images: [
			{
				name: "base-1",
				description: "d",
				image_url: "images:one.qcow2",
				min_disk: 10,
				is_quick_import: true,
				image_tags,
			},
		],
	});
});

test("a data image's own tags are in place of those of the whole", () => {
	const inputs = { ...disks, tags: { a: "b" }, dataImages: [{ volumeId: "d1", tags: { c: "d" } }, { volumeId: "d2" }] };
	const { data_images = [] } = toCreateBody(inputs);
	expect(data_images.map(({ image_tags = [] }) => image_tags.map(({ key }) => key))).toEqual([
		["c", "pulumi"],
		["a", "pulumi"],
	]);
});

const system = (id: string): CloudImageResponse => ({ id, virtual_env_type: "FusionCompute", status: "active" });
const data = (id: string): CloudImageResponse => ({ id, virtual_env_type: "DataImage", status: "active" });

test.each<[string, object, CloudImageResponse[], string | undefined, string]>([
	["its image's", server, [system("s")], "j", "s"],
	["its image's, of which only the id is known", volume, [{ id: "s" }], "j", "s"],
	["the system image's", cluster, [system("s"), data("a"), data("b")], "j", "s"],
	["the system image's, also while the others are missing", cluster, [system("s")], "j", "s"],
	["the job's while the system image is missing", cluster, [data("a")], "j", "job:j"],
	["the job's while nothing is known", server, [], "j", "job:j"],
	["those of all data images", disks, [data("a"), data("b")], "j", "a,b"],
	["the job's while a data image is missing", disks, [data("a")], "j", "job:j"],
	["what is known where the job is not", disks, [data("a")], undefined, "a"],
])("the resource's id is %s", (_what, inputs, images, jobId, id) => {
	expect(toId(inputs as Inputs, { images, jobId })).toBe(id);
});

const location = { region: "eu-de", projectId: "p1", inherited: ["region"] };

test("what the service says becomes outputs: bytes, ISO 8601, inputs as they were given", () => {
	const image: CloudImageResponse = {
		...system("s"),
		min_disk: 40,
		__image_size: "449261568",
		__os_version: "CentOS 7.2 64bit",
		__platform: "CentOS",
		visibility: "private",
		created_at: "2018-09-06T14:03:27Z",
		updated_at: "2018-09-06T15:03:27Z",
	};
	const inputs = { ...cluster, osVersion: "CentOS 7.0 64bit" } as Inputs;
	expect(plain(toOutputs(inputs, location, { jobId: "j", images: [image, data("a"), data("b")] }))).toEqual({
		...inputs,
		...location,
		imageId: "s",
		imageIds: ["s", "a", "b"],
		dataImageIds: ["a", "b"],
		status: "active",
		jobId: "j",
		size: 449261568,
		actualMinDisk: 40,
		detectedOsVersion: "CentOS 7.2 64bit",
		platform: "CentOS",
		visibility: "private",
		createdAt: "2018-09-06T14:03:27.000Z",
		updatedAt: "2018-09-06T15:03:27.000Z",
	});
});

test("while nothing is known there is the job, and nothing is made up", () => {
	const outputs = plain(toOutputs(server, location, { jobId: "j", images: [] }));
	expect(outputs).toEqual({ ...server, ...location, imageIds: [], dataImageIds: [], status: "saving", jobId: "j" });
});

test("data images without their system image are not taken for it", () => {
	const images = [data("a"), data("b")];
	expect(toOutputs(cluster, location, { images })).toMatchObject({ imageId: undefined, dataImageIds: ["a", "b"] });
	expect(toOutputs(disks, location, { images })).toMatchObject({ imageId: "a", dataImageIds: ["a", "b"] });
});

test.each<[string, (string | undefined)[], string]>([
	["none", [], "saving"],
	["usable ones", ["active", "active"], "active"],
	["one on its way", ["active", "queued"], "queued"],
	["one that failed, and one on its way", ["saving", "killed"], "killed"],
	["one of which only the id is known", ["active", undefined], "saving"],
	["one in a status that nobody knows", ["active", "frozen"], "frozen"],
])("the status of %s", (_what, statuses, expected) => {
	expect(worstStatus(statuses.map((status, at) => ({ id: `i${at}`, status })))).toBe(expected);
});
