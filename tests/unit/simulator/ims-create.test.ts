import { closeClouds } from "./cloud";
import { createImage, startJob, listImages, createImages, errorOf, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const longest = "n".repeat(128);
const { server, volume, file, iso, quick, fileWithData, dataVolumes } = requests;
const [firstDisk, secondDisk] = dataVolumes.data_images;
const dataFile = (changes: object) => ({
	...file,
	data_images: [{ image_url: "bkt:d.qcow2", min_disk: 1, ...changes }],
});

test.each(Object.entries(requests))(
	"a valid request of kind %s is answered with 200 and only a job id",
	async (_kind, request) => {
		const cloud = await startIms();
		const { status, json } = await createImage(cloud, request);
		expect(status).toBe(200);
		expect(json).toEqual({ job_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
	},
);

test.each([
	["no JSON", "not JSON", "0001"],
	["a list", [], "0001"],
	["no body", undefined, "0007"],
	["an empty object", {}, "0007"],
	["no source", { name: "sys" }, "0021"],
	["an empty list of data disks", { name: "sys", data_images: [] }, "0021"],
	["a server and a file", { ...server, ...file }, "0001"],
	["a server and a volume", { ...server, ...volume }, "0001"],
	["data disks of a server, and the server", { ...server, ...dataVolumes }, "0001"],
	["a number as name", { ...server, name: 7 }, "0001"],
	["a text as size", { ...file, min_disk: "40" }, "0001"],
	["no name", { ...server, name: undefined }, "0013"],
	["an empty name", { ...server, name: "" }, "0013"],
	["a long name", { ...server, name: `${longest}n` }, "0002"],
	["a name with a blank at its end", { ...server, name: "sys " }, "0003"],
	["a name with a slash", { ...server, name: "a/b" }, "0003"],
	["a long description", { ...server, description: "d".repeat(1025) }, "0004"],
	["a description of two lines", { ...server, description: "a\nb" }, "0054"],
	["a description with a tag", { ...server, description: "<b>" }, "0054"],
	["negative memory", { ...server, min_ram: -1 }, "0055"],
	["an enterprise project that is no UUID", { ...server, enterprise_project_id: "mine" }, "0155"],
	["a data disk without a name", { data_images: [{ volume_id: "v" }] }, "0013"],
	["a data disk without a volume", { data_images: [{ name: "d" }] }, "0120"],
	["a data disk from a file, without a system disk", { data_images: [{ ...firstDisk, image_url: "b:f" }] }, "0001"],
	["a volume without os_version", { ...volume, os_version: undefined }, "0056"],
	["a volume as ISO", { ...volume, type: "IsoImage" }, "0117"],
	["a file without min_disk", { ...file, min_disk: undefined }, "0055"],
	["a file with a small min_disk", { ...file, min_disk: 39 }, "0055"],
	["a file with a large min_disk", { ...file, min_disk: 1025 }, "0055"],
	["a file of an unknown type", { ...file, type: "Docker" }, "0024"],
	["an unknown architecture", { ...file, architecture: "mips" }, "0212"],
	["an unknown firmware", { ...file, hw_firmware_type: "coreboot" }, "0141"],
	["arm with BIOS", { ...file, architecture: "arm", hw_firmware_type: "bios" }, "0141"],
	["an unknown OS type", { ...file, os_type: "Plan 9" }, "0056"],
	["an ISO without os_version", { ...iso, os_version: undefined }, "0166"],
	["a quick import without os_version", { ...quick, os_version: undefined }, "0159"],
	["a quick import of QCOW2", { ...quick, image_url: "bkt:sys.qcow2" }, "0158"],
	["an ISO that is none", { ...iso, image_url: "bkt:sys.qcow2" }, "0075"],
	["an ISO file with dots in its name", { ...iso, image_url: "bkt:sys.7.iso" }, "0075"],
	["an ISO file without the type", { ...file, image_url: "bkt:sys.iso" }, "0072"],
	["an encrypted image of a bare-metal server", { ...file, type: "BMS", cmk_id: "k" }, "0118"],
	["a file address without a bucket", { ...file, image_url: "sys.qcow2" }, "0040"],
	["a file address with an empty bucket", { ...file, image_url: ":sys.qcow2" }, "0068"],
	["a bucket with capitals", { ...file, image_url: "Bkt:sys.qcow2" }, "0109"],
	["a file name with a blank", { ...file, image_url: "bkt:my sys.qcow2" }, "0175"],
	["a folder as file", { ...file, image_url: "bkt:folder/" }, "0057"],
	["one file twice", dataFile({ image_url: file.image_url }), "0123"],
	["a data file of no size", dataFile({ min_disk: 0 }), "0055"],
	["a data file that is too large", dataFile({ min_disk: 2049 }), "0055"],
	["a data file with a volume", dataFile({ volume_id: "v" }), "0001"],
	["a data disk without a file", dataFile({ image_url: undefined }), "0040"],
	[
		"four data files",
		{ ...file, data_images: [1, 2, 3, 4].map((n) => ({ image_url: `bkt:d${n}.raw`, min_disk: 1 })) },
		"0194",
	],
])("%s is rejected", async (_what, request, code) => {
	const cloud = await startIms();
	expect(errorOf(await createImage(cloud, request))).toEqual([400, `IMG.${code}`]);
	expect(cloud.simulator.admin.state()).toMatchObject({ cloudImages: [], jobs: [] });
});

test.each([
	["the longest name", { ...server, name: longest }],
	["a Chinese name with a blank", { ...server, name: "镜像 1" }],
	["the longest description", { ...server, description: "d".repeat(1024) }],
	["the loosest sizes", dataFile({ min_disk: 2048 })],
	["an unknown OS", { ...volume, os_version: "BeOS 5 32bit" }],
	["a field that no document lists", { ...server, is_config_init: true }],
	["a raw file, imported quickly", { ...quick, image_url: "bkt:sys.raw" }],
	["ISO in a folder", { ...iso, image_url: "bkt:a.b/sys-7_1.iso" }],
	["one name for all data disks", { name: "d", data_images: [{ volume_id: "v" }, { volume_id: "w" }] }],
	["null for what is left out", { ...server, description: null, tags: null, data_images: null }],
])("%s is accepted", async (_what, request) => {
	expect((await createImage(await startIms(), request)).status).toBe(200);
});

test("a request with several violations is rejected for the first one: texts, kind, source, quota", async () => {
	const cloud = await startIms({ strictWorld: true, imageQuota: 0 });
	let request: object = { ...file, name: "a/b", min_disk: 1, architecture: "mips" };
	const codes = [];
	for (const better of [{ name: "sys" }, { min_disk: 40 }, { architecture: "arm" }, {}]) {
		codes.push(errorOf(await createImage(cloud, request))[1]);
		request = { ...request, ...better };
	}
	cloud.simulator.admin.putObjects({ files: ["bkt/sys.qcow2"] });
	codes.push(errorOf(await createImage(cloud, request))[1]);
	expect(codes).toEqual(["IMG.0003", "IMG.0055", "IMG.0212", "IMG.0057", "IMG.0015"]);
});

test("a create above the quota of images or jobs is rejected with 400", async () => {
	const cloud = await startIms({ imageQuota: 3, taskLimit: 1 });
	await startJob(cloud, dataVolumes);
	expect(errorOf(await createImage(cloud, dataVolumes))).toEqual([400, "IMG.0015"]);
	expect(errorOf(await createImage(cloud, server))).toEqual([400, "IMG.0060"]);
	cloud.clock.advance(10_000);
	expect((await createImage(cloud, server)).status).toBe(200);
	const { resources } = (await cloud.call("GET", "/v1/cloudimages/quota")).json.quotas;
	expect(resources).toEqual([expect.objectContaining({ type: "image", used: 3, quota: 3 })]);
});

test("image names need not be unique unless the setting says so", async () => {
	const cloud = await startIms();
	await createImages(cloud, server);
	await createImages(cloud, server);
	cloud.simulator.admin.changeSettings({ uniqueImageNames: true });
	expect(errorOf(await createImage(cloud, server))).toEqual([400, "IMG.0009"]);
	const twice = { data_images: [firstDisk, { ...secondDisk, name: firstDisk?.name }] };
	expect(errorOf(await createImage(cloud, twice))).toEqual([400, "IMG.0009"]);
	expect((await createImage(cloud, dataVolumes)).status).toBe(200);
});

test("settings restrict undocumented ranges: systems, sizes, keys, enterprise projects", async () => {
	const project = "11111111-2222-3333-4444-555555555555";
	const cloud = await startIms({
		refuseUnknownOsVersions: true,
		systemDiskRange: [1, 20],
		kmsKeys: ["good", "off"],
		disabledKmsKeys: ["off"],
		enterpriseProjects: [],
	});
	const small = { ...file, min_disk: 10 };
	const code = async (request: object) => errorOf(await createImage(cloud, request))[1];
	expect(await code({ ...volume, os_version: "BeOS 5 32bit" })).toBe("IMG.0056");
	expect(await code(file)).toBe("IMG.0055");
	expect(await code({ ...small, cmk_id: "bad" })).toBe("IMG.0095");
	expect(await code({ ...small, cmk_id: "off" })).toBe("IMG.0097");
	expect(await code({ ...small, enterprise_project_id: project })).toBe("IMG.0155");
	expect(await code({ ...small, cmk_id: "good", enterprise_project_id: "0" })).toBeUndefined();
});

test("a repeated create request creates another image: it is not idempotent", async () => {
	const cloud = await startIms();
	const ids = [...(await createImages(cloud, fileWithData)), ...(await createImages(cloud, fileWithData))];
	expect(new Set(ids).size).toBe(6);
	expect(await listImages(cloud)).toHaveLength(6);
});

test("the project header applies to a path without a project", async () => {
	const projects = [
		{ id: "one", name: "cn-north-4" },
		{ id: "two", name: "cn-east-3" },
	];
	const cloud = await startIms({ projects });
	const headers = { "x-project-id": "two" };
	await cloud.call("POST", "/v2/cloudimages/action", server, { headers });
	expect(await listImages(cloud)).toEqual([]);
	const { images } = (await cloud.call("GET", "/v2/cloudimages", undefined, { headers })).json;
	expect(images).toEqual([expect.objectContaining({ owner: "two" })]);
	const foreign = await cloud.call("GET", "/v2/cloudimages", undefined, { headers: { "x-project-id": "three" } });
	expect(errorOf(foreign)).toEqual([400, "IMG.0030"]);
});

test("a denied operation is rejected with an error of IMS", async () => {
	const cloud = await startIms({ deniedOperations: ["createImage"] });
	expect(errorOf(await createImage(cloud, server))).toEqual([403, "IMG.0026"]);
});
