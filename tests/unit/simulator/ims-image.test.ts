import { closeClouds } from "./cloud";
import { startJob, listImages, createImages, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, volume, file, iso, fileWithData, dataVolumes } = requests;

test("a new private image has the documented properties in the documented types", async () => {
	const cloud = await startIms();
	const start = new Date(cloud.clock.now()).toISOString().replace(".000", "");
	const [id] = await createImages(cloud, { ...server, description: "d", min_ram: 1024, max_ram: 2048 });
	const [image] = await listImages(cloud);
	expect(image).toEqual({
		id,
		name: "sys",
		status: "active",
		owner: cloud.simulator.projectId,
		visibility: "private",
		protected: false,
		tags: [],
		min_disk: 40,
		min_ram: 1024,
		max_ram: "2048",
		size: 0,
		virtual_size: null,
		checksum: expect.stringMatching(/^[0-9a-f]{32}$/),
		container_format: "bare",
		disk_format: "zvhd2",
		created_at: start,
		updated_at: start.replace("00Z", "10Z"),
		active_at: start.replace("00Z", "10Z"),
		self: `/v2/images/${id}`,
		file: `/v2/images/${id}/file`,
		schema: "/v2/schemas/image",
		virtual_env_type: "FusionCompute",
		enterprise_project_id: "0",
		hw_firmware_type: "bios",
		__imagetype: "private",
		__isregistered: "true",
		__os_type: "Linux",
		__os_version: "CentOS 7.6 64bit",
		__platform: "CentOS",
		__os_bit: "64",
		__image_size: expect.stringMatching(/^\d{6,}$/),
		__image_source_type: "uds",
		__data_origin: "instance,server-1",
		__originalimagename: expect.stringMatching(/^[0-9a-f-]{36}$/),
		__description: "d",
		__support_kvm: "true",
	});
});

test.each([
	["server", server, ["FusionCompute"], "instance,server-1"],
	["volume", volume, ["FusionCompute"], "volume,volume-1"],
	["volume of a bare-metal server", { ...volume, type: "BMS" }, ["Ironic"], "volume,volume-1"],
	["volume of type FusionCompute", { ...volume, type: "FusionCompute" }, ["FusionCompute"], "volume,volume-1"],
	["file", file, ["FusionCompute"], "file,bkt:sys.qcow2"],
	["file of type Ironic", { ...file, type: "Ironic" }, ["Ironic"], "file,bkt:sys.qcow2"],
	["ISO", iso, ["IsoImage"], "file,bkt:sys.iso"],
	["file with data", fileWithData, ["FusionCompute", "DataImage", "DataImage"], "file,bkt:sys.qcow2"],
	["data disks", dataVolumes, ["DataImage", "DataImage"], "volume,volume-1"],
])("images from %s have the documented type and origin", async (_what, request, types, origin) => {
	const cloud = await startIms();
	const ids = await createImages(cloud, request);
	const images = await Promise.all(ids.map(async (id) => (await listImages(cloud, `?id=${id}`))[0]));
	expect(images.map((image) => image.virtual_env_type)).toEqual(types);
	expect(images[0].__data_origin).toBe(origin);
	expect(images[0].disk_format).toBe(types[0] === "IsoImage" ? "iso" : "zvhd2");
	expect(images[0].__root_origin).toBe(origin.startsWith("file") ? "file" : undefined);
});

test("omitted fields of a request are absent from the image or have the default", async () => {
	const cloud = await startIms();
	await createImages(cloud, file);
	const [image] = await listImages(cloud);
	for (const name of ["__description", "max_ram", "__system__cmkid", "__support_arm", "__originalimagename"])
		expect(image).not.toHaveProperty(name);
	expect(image).toMatchObject({ __os_version: "Other Linux (64 bit)", __platform: "Other", __os_bit: "64" });
});

test("an image has the machine properties of its request", async () => {
	const cloud = await startIms();
	const own = { os_type: "Other", os_version: "Ubuntu 14.04 server 32bit", hw_firmware_type: "uefi" };
	await createImages(cloud, {
		...file,
		...own,
		architecture: "arm",
		cmk_id: "k",
		enterprise_project_id: "0",
		description: "",
	});
	expect((await listImages(cloud))[0]).toMatchObject({
		__os_type: "Other",
		__os_version: own.os_version,
		__os_bit: "32",
		__platform: "Ubuntu",
		__support_arm: "true",
		hw_firmware_type: "uefi",
		__system__cmkid: "k",
		__description: "",
	});
});

test("data disk images inherit omitted values from the request, and the OS type of the system disk", async () => {
	const cloud = await startIms();
	const elements = [{ image_url: "bkt:d1.raw", min_disk: 1, description: "own", tags: ["own.1"] }];
	const both = { ...file, os_type: "Windows", description: "all", tags: ["all.1"] };
	await createImages(cloud, {
		...both,
		data_images: [...elements, { name: "d", image_url: "bkt:d2.raw", min_disk: 2 }],
	});
	const images = await listImages(cloud, "?sort_dir=asc");
	expect(images.map(({ name, __description, tags, __os_type }) => [name, __description, tags, __os_type])).toEqual([
		["sys", "all", ["all=1"], "Windows"],
		["sys_data_1", "own", ["own=1"], "Windows"],
		["d", "all", ["all=1"], "Windows"],
	]);
});

test.each([
	["saving", ["saving"]],
	["queued", ["queued"]],
	["hidden", []],
] as const)("an image is %s while its job runs", async (imageWhileJobRuns, expected) => {
	const cloud = await startIms({ imageWhileJobRuns });
	await startJob(cloud, server);
	expect((await listImages(cloud)).map(({ status }) => status)).toEqual(expected);
	cloud.clock.advance(9_999);
	expect((await listImages(cloud)).map(({ status }) => status)).toEqual(expected);
	cloud.clock.advance(1);
	expect((await listImages(cloud)).map(({ status }) => status)).toEqual(["active"]);
});

test("the seed determines ids and durations, and the speed shortens them", async () => {
	const run = async (seed: number, speed: number) => {
		const cloud = await startIms({ seed, speed, durations: { createImage: [1000, 60_000] } });
		await startJob(cloud, fileWithData);
		const before = cloud.clock.now();
		cloud.clock.advance(60_000);
		const { cloudImages, jobs } = cloud.simulator.admin.state() as Record<string, Record<string, string>[]>;
		return { cloudImages, jobs, took: Date.parse(jobs?.[0]?.["end_time"] ?? "") - before };
	};
	const [once, again, faster, other] = [await run(7, 1), await run(7, 1), await run(7, 10), await run(8, 1)];
	expect(once).toEqual(again);
	expect(Math.abs(once.took - faster.took * 10)).toBeLessThan(10);
	expect(other.took).not.toBe(once.took);
});

test("a fault on createImage is injected before or after its effect", async () => {
	const cloud = await startIms();
	const { admin } = cloud.simulator;
	admin.addFault({ match: { operation: "createImage" }, action: { status: 503 } });
	admin.addFault({ match: { operation: "createImage" }, action: { reset: true }, afterEffect: true });
	expect((await cloud.call("POST", "/v2/cloudimages/action", server)).status).toBe(503);
	expect(await listImages(cloud)).toHaveLength(0);
	await expect(cloud.call("POST", "/v2/cloudimages/action", server)).rejects.toThrow();
	expect(await listImages(cloud)).toHaveLength(1);
	expect(admin.requests()[0]).toMatchObject({ operation: "createImage", status: 503 });
});
