import { closeClouds } from "./cloud";
import type { Cloud } from "./cloud";
import { startJob, listImages, createImages, patchImage, errorOf, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, dataVolumes } = requests;
const project = "11111111-2222-3333-4444-555555555555";
const replace = (path: string, value: unknown) => ({ op: "replace", path, value });
const add = (path: string, value: unknown) => ({ op: "add", path, value });
const remove = (path: string) => ({ op: "remove", path });
const destroy = (cloud: Cloud, id: string) => cloud.call("DELETE", `/v2/images/${id}`);

async function startWithImage(settings = {}, changes: object = {}): Promise<[Cloud, string]> {
	const cloud = await startIms(settings);
	return [cloud, (await createImages(cloud, { ...server, ...changes }))[0]!];
}

test.each([
	[replace("/name", "new"), { name: "new" }],
	[replace("/__description", ""), { __description: "" }],
	[replace("/min_ram", 1024), { min_ram: 1024 }],
	[replace("/min_ram", "1024"), { min_ram: 1024 }],
	[replace("/min_ram", 0), { min_ram: 0 }],
	[replace("/max_ram", 4096), { max_ram: "4096" }],
	[replace("/max_ram", "4096"), { max_ram: "4096" }],
	[add("/max_ram", 0), { max_ram: "0" }],
	[add("/name", "new"), { name: "new" }],
	[replace("/enterprise_project_id", project), { enterprise_project_id: project }],
	[replace("/hw_firmware_type", "uefi"), { hw_firmware_type: "uefi" }],
	[add("/hw_vif_multiqueue_enabled", "true"), { hw_vif_multiqueue_enabled: "true" }],
	[add("/__support_largememory", "true"), { __support_largememory: "true" }],
	[add("/my_own", "x"), { my_own: "x" }],
	[remove("/__description"), { __description: undefined }],
	[remove("/max_ram"), { max_ram: undefined }],
])("the change %j returns the changed image, and the list shows it", async (change, expected) => {
	const [cloud, id] = await startWithImage({}, { description: "old", max_ram: 2048 });
	cloud.clock.advance(5000);
	const { status, json } = await patchImage(cloud, id, change);
	const [name, value] = Object.entries(expected)[0]!;
	expect([status, json[name]]).toEqual([200, value]);
	expect(json.updated_at).toBe("2026-01-01T00:00:15Z");
	expect(await listImages(cloud)).toEqual([json]);
});

test.each([
	["replaces a description that is not there", [replace("/__description", "d")], "0035"],
	["replaces a limit that is not there", [replace("/max_ram", 1)], "0035"],
	["removes what is not there", [remove("/my_own")], "0035"],
	["removes the name", [remove("/name")], "0035"],
	["changes what is protected", [replace("/min_disk", 50)], "0035"],
	["makes the image public", [replace("/visibility", "public")], "0035"],
	["takes the protection away", [replace("/protected", false)], "0035"],
	["changes the system", [replace("/__os_version", "x")], "0035"],
	["adds a property with capitals", [add("/myOwn", "x")], "0035"],
	["adds a property of the service", [add("/__mine", "x")], "0035"],
	["has an unknown operation", [{ op: "move", path: "/name", value: "x" }], "0001"],
	["has no path", [{ op: "replace", value: "x" }], "0001"],
	["has a deep path", [replace("/a/b", "x")], "0001"],
	["has no value", [{ op: "replace", path: "/name" }], "0001"],
	["is empty", [], "0001"],
	["has a bad name", [replace("/name", "a/b")], "0003"],
	["has a long name", [replace("/name", "n".repeat(129))], "0002"],
	["has a description of two lines", [add("/__description", "a\nb")], "0054"],
	["has a number as description", [add("/__description", 7)], "0001"],
	["has memory that is no number", [replace("/min_ram", "much")], "0055"],
	["has unknown firmware", [replace("/hw_firmware_type", "x")], "0141"],
	["has an enterprise project that is no UUID", [replace("/enterprise_project_id", "x")], "0155"],
	["is partly valid", [replace("/name", "new"), replace("/max_ram", 1)], "0035"],
])("a change that %s is rejected, and changes nothing", async (_what, changes, code) => {
	const [cloud, id] = await startWithImage();
	const before = await listImages(cloud);
	expect(errorOf(await patchImage(cloud, id, ...changes))).toEqual([400, `IMG.${code}`]);
	expect(await listImages(cloud)).toEqual(before);
});

test("several changes of one request are applied in order", async () => {
	const [cloud, id] = await startWithImage();
	const changes = [replace("/name", "new"), add("/max_ram", 1), replace("/max_ram", 2)];
	expect((await patchImage(cloud, id, ...changes)).json).toMatchObject({ name: "new", max_ram: "2" });
});

test("an arm image cannot be changed to BIOS", async () => {
	const cloud = await startIms();
	const [id] = await createImages(cloud, { ...requests.file, architecture: "arm" });
	expect(errorOf(await patchImage(cloud, id!, replace("/hw_firmware_type", "bios")))).toEqual([400, "IMG.0141"]);
});

test("a data disk image can be changed only in its name and description", async () => {
	const cloud = await startIms();
	const [id] = await createImages(cloud, dataVolumes);
	expect((await patchImage(cloud, id!, replace("/name", "new"), add("/__description", "d"))).status).toBe(200);
	for (const change of [replace("/min_ram", 1), replace("/enterprise_project_id", project)])
		expect(errorOf(await patchImage(cloud, id!, change))).toEqual([400, "IMG.0168"]);
});

test("an image cannot be changed or deleted until its job ends", async () => {
	const cloud = await startIms();
	await startJob(cloud, server);
	const [{ id }] = await listImages(cloud);
	expect(errorOf(await patchImage(cloud, id as string, replace("/name", "x")))).toEqual([400, "IMG.0046"]);
	expect(errorOf(await destroy(cloud, id as string))).toEqual([400, "IMG.0090"]);
	cloud.clock.advance(10_000);
	expect((await patchImage(cloud, id as string, replace("/name", "x"))).status).toBe(200);
	expect((await destroy(cloud, id as string)).status).toBe(204);
});

test("a change of a missing image is 400 or, by setting, 404, and a taken name is rejected by setting", async () => {
	const [cloud, id] = await startWithImage();
	expect(errorOf(await patchImage(cloud, "unknown", replace("/name", "x")))).toEqual([400, "IMG.0027"]);
	cloud.simulator.admin.changeSettings({ missingImage: "404", uniqueImageNames: true });
	expect(errorOf(await patchImage(cloud, "unknown", replace("/name", "x")))).toEqual([404, "IMG.0027"]);
	await createImages(cloud, { ...server, name: "other" });
	expect(errorOf(await patchImage(cloud, id, replace("/name", "other")))).toEqual([400, "IMG.0009"]);
	expect((await patchImage(cloud, id, replace("/name", "sys"))).status).toBe(200);
});

test("a delete is answered with 204 without a body, and the image is not found afterwards", async () => {
	const [cloud, id] = await startWithImage();
	const response = await cloud.call("DELETE", `/v2/images/${id}`, { delete_backup: false });
	expect([response.status, response.text]).toEqual([204, ""]);
	expect(await listImages(cloud, `?id=${id}`)).toEqual([]);
	expect((await destroy(cloud, id)).status).toBe(404);
	cloud.simulator.admin.changeSettings({ missingDelete: "204" });
	expect((await destroy(cloud, id)).status).toBe(204);
});

test.each(["active", "pending_delete", "deleted"] as const)(
	"a deletion with a duration lists the image as %s meanwhile",
	async (deletingShows) => {
		const [cloud, id] = await startWithImage({ deletingShows, durations: { glanceDeleteImage: 3000 } });
		expect((await destroy(cloud, id)).status).toBe(204);
		cloud.clock.advance(2999);
		expect((await listImages(cloud)).map(({ status }) => status)).toEqual([deletingShows]);
		expect((await destroy(cloud, id)).status).toBe(204);
		cloud.clock.advance(1);
		expect(await listImages(cloud)).toEqual([]);
	},
);

test.each([
	["protected", { protected: true }, "0091"],
	["public", { visibility: "public" }, "0094"],
	["from the marketplace", { __imagetype: "market" }, "0093"],
	["owned by another project and shared", { owner: "other", visibility: "shared" }, "0092"],
])("an image that is %s cannot be deleted", async (_what, changes, code) => {
	const [cloud, id] = await startWithImage();
	cloud.simulator.admin.putObjects({ cloudImages: [{ id, patch: changes }] });
	expect(errorOf(await destroy(cloud, id))).toEqual([400, `IMG.${code}`]);
	expect(await listImages(cloud)).toHaveLength(1);
});

test("the admin API creates, changes and removes an image out of band", async () => {
	const [cloud, id] = await startWithImage({}, { description: "d", tags: ["a.b"] });
	const put = async (item: object) => cloud.admin("POST", "objects", { cloudImages: [item] });
	await put({ name: "sys", patch: { name: "drifted", __description: null, max_ram: "1" }, tags: { c: "d" } });
	const [image] = await listImages(cloud);
	expect(image).toMatchObject({ id, name: "drifted", max_ram: "1", tags: ["c=d"] });
	expect(image).not.toHaveProperty("__description");
	await put({ id, remove: true });
	expect(await listImages(cloud)).toEqual([]);
	expect((await put({ id, patch: {} })).json.error).toContain("There is no cloud image");
	expect((await put({ create: { tags: ["a=b"] } })).json.error).toContain("Tags go beside");
});
