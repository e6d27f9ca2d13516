import { closeClouds } from "./cloud";
import { createImage, listImages, createImages, errorOf, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, volume, file, iso, quick, fileWithData, dataVolumes } = requests;
const gigabyte = 1024 ** 3;

test.each([
	["server", server, "0005"],
	["volume", volume, "0120"],
	["file", file, "0057"],
	["data disks", dataVolumes, "0120"],
])("a %s that was not put in is not found with strictWorld", async (_what, request, code) => {
	const cloud = await startIms({ strictWorld: true });
	expect(errorOf(await createImage(cloud, request))).toEqual([400, `IMG.${code}`]);
	cloud.simulator.admin.putObjects({
		servers: ["server-1"],
		volumes: ["volume-1", "volume-2"],
		files: ["bkt:sys.qcow2"],
	});
	expect((await createImage(cloud, request)).status).toBe(200);
});

test.each([
	["a server that is being built", server, { servers: [{ id: "server-1", status: "BUILD" }] }, "0008"],
	["a server with a task", server, { servers: [{ id: "server-1", task: "rebooting" }] }, "0010"],
	["a server without a system disk", server, { servers: [{ id: "server-1", systemDisk: null }] }, "0119"],
	["a server with a huge system disk", server, { servers: [{ id: "server-1", systemDisk: 1025 }] }, "0111"],
	["a volume that is attached to none", volume, { volumes: [{ id: "volume-1", serverId: null }] }, "0022"],
	["a volume in error", volume, { volumes: [{ id: "volume-1", status: "error" }] }, "0022"],
	["a volume on dedicated storage", volume, { volumes: [{ id: "volume-1", kind: "DSS" }] }, "0153"],
	["an empty file", file, { files: [{ path: "bkt/sys.qcow2", size: 0 }] }, "0057"],
	["a file in the archive", file, { files: [{ path: "bkt/sys.qcow2", storageClass: "COLD" }] }, "0057"],
	["a file in another region", file, { files: [{ path: "bkt/sys.qcow2", region: "cn-east-3" }] }, "0058"],
	["a file of more than 128 GB", file, { files: [{ path: "bkt/sys.qcow2", size: 129 * gigabyte }] }, "0059"],
	["a file of a strange format", file, { files: [{ path: "bkt/sys.qcow2", format: "tar" }] }, "0072"],
	["an ISO file that is none", iso, { files: [{ path: "bkt/sys.iso", format: "raw" }] }, "0072"],
	[
		"a raw file without its bitmap",
		{ ...quick, image_url: "bkt:a.raw" },
		{ files: [{ path: "bkt/a.raw", bitmap: false }] },
		"0158",
	],
	[
		"disks of two servers",
		dataVolumes,
		{
			volumes: [
				{ id: "volume-1", serverId: "a" },
				{ id: "volume-2", serverId: "b" },
			],
		},
		"0140",
	],
	["a data file in another region", fileWithData, { files: [{ path: "bkt/d2.qcow2", region: "x" }] }, "0058"],
])("%s is rejected", async (_what, request, objects, code) => {
	const cloud = await startIms();
	cloud.simulator.admin.putObjects(objects);
	expect(errorOf(await createImage(cloud, request))).toEqual([400, `IMG.${code}`]);
});

test("a running server is accepted unless serverMustBeStopped is set", async () => {
	const cloud = await startIms();
	const put = (status: string) => cloud.simulator.admin.putObjects({ servers: [{ id: "server-1", status }] });
	put("ACTIVE");
	expect((await createImage(cloud, server)).status).toBe(200);
	cloud.simulator.admin.changeSettings({ serverMustBeStopped: true });
	expect(errorOf(await createImage(cloud, server))[1]).toBe("IMG.0008");
	put("SHUTOFF");
	expect((await createImage(cloud, server)).status).toBe(200);
});

test("a file of 129 GB is accepted by a quick import", async () => {
	const cloud = await startIms();
	cloud.simulator.admin.putObjects({ files: [{ path: "bkt/sys.zvhd2", size: 129 * gigabyte }] });
	expect((await createImage(cloud, quick)).status).toBe(200);
});

test.each([
	["server", server, "EulerOS 2.9 64bit"],
	["volume", volume, "EulerOS 2.9 64bit"],
	["file", file, "EulerOS 2.9 64bit"],
	["quick import, which does not inspect the file", quick, "CentOS 7.0 64bit"],
])("the operating system of the source takes precedence over the request: %s", async (_what, request, expected) => {
	const cloud = await startIms();
	const found = { osVersion: "EulerOS 2.9 64bit", architecture: "arm" };
	cloud.simulator.admin.putObjects({
		servers: [{ id: "server-1", ...found }],
		volumes: [{ id: "volume-1", ...found }],
		files: ["bkt/sys.qcow2", "bkt/sys.zvhd2"].map((path) => ({ path, ...found })),
	});
	const [id] = await createImages(cloud, request);
	const [image] = await listImages(cloud, `?id=${id}`);
	expect(image.__os_version).toBe(expected);
	const detected = expected.startsWith("EulerOS");
	expect([image.__support_arm, image.hw_firmware_type]).toEqual(detected ? ["true", "uefi"] : [undefined, "bios"]);
	expect(image.__platform).toBe(detected ? "EulerOS" : "CentOS");
});

test("image sizes are those of the source if it has one", async () => {
	const cloud = await startIms();
	cloud.simulator.admin.putObjects({
		servers: [{ id: "server-1", systemDisk: 60 }],
		volumes: [{ id: "volume-1", size: 70, serverId: "a" }],
		files: [{ path: "bkt/sys.qcow2", size: 449261568 }],
	});
	for (const [request, size] of [
		[server, 60],
		[volume, 70],
		[dataVolumes, 70],
	] as const) {
		const [id] = await createImages(cloud, request);
		expect((await listImages(cloud, `?id=${id}`))[0].min_disk).toBe(size);
	}
	const [id] = await createImages(cloud, file);
	expect((await listImages(cloud, `?id=${id}`))[0]).toMatchObject({ min_disk: 40, __image_size: "449261568" });
});
