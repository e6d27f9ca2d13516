import { closeClouds } from "./cloud";
import type { Cloud } from "./cloud";
import { listImages, listNames, patchImage, errorOf, startIms } from "./ims-client";

afterEach(closeClouds);

const project = "11111111-2222-3333-4444-555555555555";

/** Four images, a second apart: a plain one, a public one, an ISO image, and one with all properties. */
async function startWithFour(settings = {}): Promise<Cloud> {
	const cloud = await startIms(settings);
	const full = { min_ram: 512, __support_arm: "true", enterprise_project_id: project, __os_bit: "32", mine: "yes" };
	for (const [create, tags] of [
		[{ name: "plain" }, {}],
		[{ name: "public", visibility: "public", __imagetype: "gold", protected: true, owner: "huawei" }, {}],
		[{ name: "iso", disk_format: "iso", virtual_env_type: "IsoImage", status: "saving" }, { alone: "" }],
		[
			{ name: "full", ...full },
			{ a: "b", c: "d.e" },
		],
	]) {
		cloud.simulator.admin.putObjects({ cloudImages: [{ create, tags }] });
		cloud.clock.advance(1000);
	}
	return cloud;
}

const all = ["full", "iso", "public", "plain"];
const time = "2026-01-01T00:00:01Z";

test.each([
	["", all],
	["?sort_dir=asc", ["plain", "public", "iso", "full"]],
	["?sort_key=name&sort_dir=asc", ["full", "iso", "plain", "public"]],
	["?sort_key=status&sort_dir=asc", ["plain", "public", "full", "iso"]],
	["?name=plain", ["plain"]],
	["?name=pla", []],
	["?status=saving", ["iso"]],
	["?owner=huawei", ["public"]],
	["?visibility=private", ["full", "iso", "plain"]],
	["?protected=true", ["public"]],
	["?__imagetype=gold&visibility=public&protected=true", ["public"]],
	["?__isregistered=true", all],
	["?__isregistered=false", []],
	["?__os_bit=32", ["full"]],
	["?__platform=CentOS", all],
	["?virtual_env_type=IsoImage", ["iso"]],
	["?disk_format=iso", ["iso"]],
	["?container_format=bare", all],
	["?min_ram=512", ["full"]],
	["?min_disk=40", all],
	["?__support_arm=true", ["full"]],
	["?mine=yes", ["full"]],
	["?mine=no", []],
	["?flavor_id=s6.small.1", ["public"]],
	["?tag=a%3Db", ["full"]],
	["?tag=c%3Dd.e", ["full"]],
	["?tag=alone", ["iso"]],
	["?tag=a", []],
	["?enterprise_project_id=0", ["iso", "public", "plain"]],
	[`?enterprise_project_id=${project}`, ["full"]],
	["?enterprise_project_id=all_granted_eps", all],
	[`?created_at=gt%3A${time}`, ["full", "iso"]],
	[`?created_at=gte%3A${time}`, ["full", "iso", "public"]],
	[`?created_at=lt%3A${time}`, ["plain"]],
	[`?created_at=lte%3A${time}`, ["public", "plain"]],
	[`?created_at=eq%3A${time}`, ["public"]],
	[`?updated_at=neq%3A2026-01-01%2000%3A00%3A01`, ["full", "iso", "plain"]],
	["?status=active&visibility=private", ["full", "plain"]],
	["?id=unknown", []],
])("a list with '%s' shows %j", async (query, expected) => {
	const cloud = await startWithFour();
	expect(await listNames(cloud, query.replaceAll(":", "%3A"))).toEqual(expected);
});

test("pages follow each other by marker until an empty one, without a count or a link", async () => {
	const cloud = await startWithFour();
	const seen: string[][] = [];
	for (let marker = ""; seen.at(-1)?.length !== 0;) {
		const page = await listImages(cloud, `?limit=3${marker}`);
		seen.push(page.map(({ name }) => name as string));
		if (page.length > 0) marker = `&marker=${page.at(-1).id}`;
	}
	expect(seen).toEqual([["full", "iso", "public"], ["plain"], []]);
	expect(Object.keys((await cloud.call("GET", "/v2/cloudimages?limit=1")).json as object)).toEqual(["images"]);
});

test("filters apply before paging, and the setting limits the page size", async () => {
	const cloud = await startWithFour({ cloudImageListPageMax: 2 });
	expect(await listNames(cloud, "?visibility=private")).toEqual(["full", "iso"]);
	const [, last] = await listImages(cloud, "?visibility=private");
	expect(await listNames(cloud, `?visibility=private&marker=${last.id}`)).toEqual(["plain"]);
});

test.each([
	["?limit=0", "0017"],
	["?limit=many", "0017"],
	["?sort_key=color", "0017"],
	["?sort_dir=up", "0017"],
	["?created_at=2026-01-01", "0017"],
	["?created_at=about%3A2026-01-01T00%3A00%3A00Z", "0017"],
	["?marker=unknown", "0027"],
])("a list with '%s' is rejected with %s", async (query, code) => {
	const cloud = await startIms();
	expect(errorOf(await cloud.call("GET", `/v2/cloudimages${query}`))).toEqual([400, `IMG.${code}`]);
});

test("private images of another project are neither listed nor found", async () => {
	const cloud = await startIms();
	const objects = { cloudImages: [{ create: { name: "theirs" }, projectId: "other" }] };
	const { id } = (cloud.simulator.admin.putObjects(objects) as { cloudImages: { id: string }[] }).cloudImages[0]!;
	expect(await listImages(cloud)).toEqual([]);
	expect((await cloud.call("GET", `/v2/images/${id}`)).status).toBe(404);
});

test("the native show operation returns the image, or 404 in XML or JSON", async () => {
	const cloud = await startWithFour();
	const [image] = await listImages(cloud);
	expect((await cloud.call("GET", `/v2/images/${image.id}`)).json).toEqual(image);
	const missing = await cloud.call("GET", "/v2/images/unknown");
	expect([missing.status, missing.headers["content-type"]]).toEqual([404, "application/xml; charset=UTF-8"]);
	expect(missing.text).toContain("No image found with ID unknown");
	cloud.simulator.admin.changeSettings({ nativeErrors: "json" });
	expect((await cloud.call("GET", "/v2/images/unknown")).json.itemNotFound.code).toBe(404);
});

test.each([
	["fresh", "=", ["a=b", "c=d.e", "new=1"]],
	["fresh", ".", ["a.b", "c.d.e", "new.1"]],
	["asCreated", "=", ["a=b", "c=d.e"]],
	["none", "=", []],
] as const)("lists show tags %s, with '%s' between key and value", async (listedTags, listedTagSign, expected) => {
	const cloud = await startWithFour({ listedTags, listedTagSign });
	const [image] = await listImages(cloud);
	const path = `/v2/${cloud.simulator.projectId}/images/${image.id}/tags`;
	await cloud.call("POST", path, { tag: { key: "new", value: "1" } });
	expect((await listImages(cloud))[0].tags).toEqual(expected);
	const changed = await patchImage(cloud, image.id as string, { op: "replace", path: "/name", value: "renamed" });
	expect(changed.json.tags).toHaveLength(3);
});

test("the list of operating systems is a bare array by platform, filtered by capabilities", async () => {
	const cloud = await startIms();
	const platforms = async (query: string) =>
		((await cloud.call("GET", `/v1/cloudimages/os_version${query}`)).json as { platform: string }[]).map(
			({ platform }) => platform,
		);
	const [first] = (await cloud.call("GET", "/v1/cloudimages/os_version")).json;
	expect(first.version_list[0]).toEqual({
		platform: "Windows",
		os_version_key: "Windows 10 64bit",
		os_version: "Windows 10 64bit",
		os_bit: 64,
		os_type: "Windows",
	});
	expect(await platforms("")).toContain("Windows");
	expect(await platforms("?tag=arm&tag=uefi")).not.toContain("Windows");
	expect(await platforms("?tag=arm%2Cuefi")).toEqual(await platforms("?tag=arm&tag=uefi"));
	expect(errorOf(await cloud.call("GET", "/v1/cloudimages/os_version?tag=mips"))).toEqual([400, "IMG.0017"]);
});
