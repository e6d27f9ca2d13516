import { closeClouds } from "./cloud";
import { begin, list, make, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, volume, file, iso, fileWithData, dataVolumes } = requests;

test("a fresh private image has the documented properties in the documented types", async () => {
	const cloud = await startIms();
	const start = new Date(cloud.clock.now()).toISOString().replace(".000", "");
	const [id] = await make(cloud, { ...server, description: "d", min_ram: 1024, max_ram: 2048 });
	const [image] = await list(cloud);
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
	["volume by another name", { ...volume, type: "FusionCompute" }, ["FusionCompute"], "volume,volume-1"],
	["file", file, ["FusionCompute"], "file,bkt:sys.qcow2"],
	["file by another name", { ...file, type: "Ironic" }, ["Ironic"], "file,bkt:sys.qcow2"],
	["ISO", iso, ["IsoImage"], "file,bkt:sys.iso"],
	["file with data", fileWithData, ["FusionCompute", "DataImage", "DataImage"], "file,bkt:sys.qcow2"],
	["data disks", dataVolumes, ["DataImage", "DataImage"], "volume,volume-1"],
])("images from %s say what they are and where they come from", async (_what, request, types, origin) => {
	const cloud = await startIms();
	const ids = await make(cloud, request);
	const images = await Promise.all(ids.map(async (id) => (await list(cloud, `?id=${id}`))[0]));
	expect(images.map((image) => image.virtual_env_type)).toEqual(types);
	expect(images[0].__data_origin).toBe(origin);
	expect(images[0].disk_format).toBe(types[0] === "IsoImage" ? "iso" : "zvhd2");
	expect(images[0].__root_origin).toBe(origin.startsWith("file") ? "file" : undefined);
});

test("of what a request leaves out there is no trace, or the default", async () => {
	const cloud = await startIms();
	await make(cloud, file);
	const [image] = await list(cloud);
	for (const name of ["__description", "max_ram", "__system__cmkid", "__support_arm", "__originalimagename"])
		expect(image).not.toHaveProperty(name);
	expect(image).toMatchObject({ __os_version: "Other Linux (64 bit)", __platform: "Other", __os_bit: "64" });
});

test("what a request says of the machine is what the image has", async () => {
	const cloud = await startIms();
	const own = { os_type: "Other", os_version: "Ubuntu 14.04 server 32bit", hw_firmware_type: "uefi" };
	await make(cloud, { ...file, ...own, architecture: "arm", cmk_id: "k", enterprise_project_id: "0", description: "" });
	expect((await list(cloud))[0]).toMatchObject({
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

test("data disks take what they do not say themselves from the whole request, and the OS type of the system", async () => {
	const cloud = await startIms();
	const elements = [{ image_url: "bkt:d1.raw", min_disk: 1, description: "own", tags: ["own.1"] }];
	const both = { ...file, os_type: "Windows", description: "all", tags: ["all.1"] };
	await make(cloud, { ...both, data_images: [...elements, { name: "d", image_url: "bkt:d2.raw", min_disk: 2 }] });
	const images = await list(cloud, "?sort_dir=asc");
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
] as const)("while its job runs, an image is %s", async (imageWhileJobRuns, expected) => {
	const cloud = await startIms({ imageWhileJobRuns });
	await begin(cloud, server);
	expect((await list(cloud)).map(({ status }) => status)).toEqual(expected);
	cloud.clock.advance(9_999);
	expect((await list(cloud)).map(({ status }) => status)).toEqual(expected);
	cloud.clock.advance(1);
	expect((await list(cloud)).map(({ status }) => status)).toEqual(["active"]);
});

test("the same seed gives the same ids and durations, and a higher speed shorter ones", async () => {
	const run = async (seed: number, speed: number) => {
		const cloud = await startIms({ seed, speed, durations: { createImage: [1000, 60_000] } });
		await begin(cloud, fileWithData);
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

test("a fault on the creation can strike before its effect, or after it", async () => {
	const cloud = await startIms();
	const { admin } = cloud.simulator;
	admin.addFault({ match: { operation: "createImage" }, action: { status: 503 } });
	admin.addFault({ match: { operation: "createImage" }, action: { reset: true }, afterEffect: true });
	expect((await cloud.call("POST", "/v2/cloudimages/action", server)).status).toBe(503);
	expect(await list(cloud)).toHaveLength(0);
	await expect(cloud.call("POST", "/v2/cloudimages/action", server)).rejects.toThrow();
	expect(await list(cloud)).toHaveLength(1);
	expect(admin.requests()[0]).toMatchObject({ operation: "createImage", status: 503 });
});
