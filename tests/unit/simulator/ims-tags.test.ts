import { closeClouds } from "./cloud";
import type { Cloud } from "./cloud";
import { createImage, listImages, createImages, errorOf, requests, startIms, tagsPath } from "./ims-client";

afterEach(closeClouds);

const { server, fileWithData } = requests;
const makePairs = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: "v" }));
const makeStrings = (count: number) => makePairs(count).map(({ key, value }) => `${key}.${value}`);

async function startTagged(settings = {}, tags = ["a.1", "b.2"]): Promise<[Cloud, string]> {
	const cloud = await startIms(settings);
	return [cloud, (await createImages(cloud, { ...server, tags }))[0]!];
}

const readTags = async (cloud: Cloud, id: string): Promise<string[]> =>
	((await cloud.call("GET", tagsPath(cloud, id))).json.tags as { key: string; value: string }[]).map(
		({ key, value }) => `${key}:${value}`,
	);

const batch = (cloud: Cloud, id: string, action: string, tags: object[]) =>
	cloud.call("POST", `${tagsPath(cloud, id)}/action`, { action, tags });

test.each([
	["strings, split at the first dot", { tags: ["a.1.2", "b"] }, ["a:1.2", "b:"]],
	[
		"pairs",
		{
			image_tags: [
				{ key: "a", value: "1.2" },
				{ key: "b", value: "" },
			],
		},
		["a:1.2", "b:"],
	],
	["none", {}, []],
])("a create with tags as %s tags the image from the start", async (_form, tags, expected) => {
	const cloud = await startIms();
	await createImage(cloud, { ...server, ...tags });
	const [{ id }] = await listImages(cloud);
	expect(await readTags(cloud, id as string)).toEqual(expected);
});

test.each([
	["both forms", { tags: ["a.1"], image_tags: [{ key: "b", value: "2" }] }, "0115"],
	["an empty key", { tags: [".1"] }, "0115"],
	["a long key", { tags: [`${"k".repeat(37)}.1`] }, "0115"],
	["a long value", { tags: [`k.${"v".repeat(44)}`] }, "0115"],
	["a strange character", { tags: ["k.a/b"] }, "0115"],
	["a key with a blank", { tags: ["my key.1"] }, "0115"],
	["a repeated key", { tags: ["a.1", "a.2"] }, "0115"],
	["a pair without a value", { image_tags: [{ key: "a" }] }, "0115"],
	["too many", { tags: makeStrings(11) }, "0116"],
	["as many as allowed, and long ones", { tags: [...makeStrings(9), `${"x".repeat(36)}.${"v".repeat(43)}`] }, ""],
	["Chinese characters", { tags: ["键.值"] }, ""],
])("a create with tags that have %s follows the rules of 2022", async (_what, tags, code) => {
	const response = await createImage(await startIms(), { ...server, ...tags });
	expect(errorOf(response)).toEqual(code ? [400, `IMG.${code}`] : [200, undefined]);
});

test("the tags of data disks follow the same rules", async () => {
	const { data_images } = fileWithData;
	const request = { ...fileWithData, data_images: [{ ...data_images[0], tags: ["a/b"] }] };
	expect(errorOf(await createImage(await startIms(), request))).toEqual([400, "IMG.0115"]);
});

test.each([
	["2020", "my key!", 10, true],
	["2022", "my key!", 10, false],
	["current", "my key+", 20, true],
	["current", "my key!", 20, false],
] as const)("the tag rules of %s accept the key '%s' and %d tags: %s", async (tagRules, key, count, expected) => {
	const cloud = await startIms({ tagRules });
	expect((await createImage(cloud, { ...server, tags: [`${key}.1`] })).status).toBe(expected ? 200 : 400);
	expect((await createImage(cloud, { ...server, tags: makeStrings(count) })).status).toBe(200);
	expect(errorOf(await createImage(cloud, { ...server, tags: makeStrings(count + 1) }))[1]).toBe("IMG.0116");
});

test("adding a tag is answered with 204, is idempotent, and replaces the value of its key", async () => {
	const [cloud, id] = await startTagged();
	const add = (key: string, value: string) => cloud.call("POST", tagsPath(cloud, id), { tag: { key, value } });
	expect((await add("c", "3")).status).toBe(204);
	expect((await add("c", "3")).status).toBe(204);
	expect((await add("a", "4")).status).toBe(204);
	expect(await readTags(cloud, id)).toEqual(["a:4", "b:2", "c:3"]);
});

test("a batch adds, overwrites and deletes tags, and is idempotent", async () => {
	const [cloud, id] = await startTagged();
	const pairs = [
		{ key: "a", value: "9" },
		{ key: "c", value: "" },
	];
	for (let time = 0; time < 2; time++) expect((await batch(cloud, id, "create", pairs)).status).toBe(204);
	expect(await readTags(cloud, id)).toEqual(["a:9", "b:2", "c:"]);
	for (let time = 0; time < 2; time++)
		expect((await batch(cloud, id, "delete", [{ key: "b" }, { key: "c", value: "other" }])).status).toBe(204);
	expect(await readTags(cloud, id)).toEqual(["a:9"]);
});

test.each([
	["an action in capitals", "Create", [{ key: "c", value: "1" }], "0001"],
	["no tags", "create", [], "0001"],
	[
		"a key twice",
		"create",
		[
			{ key: "c", value: "1" },
			{ key: "c", value: "2" },
		],
		"0115",
	],
	["a key twice, to be deleted", "delete", [{ key: "c" }, { key: "c" }], "0115"],
	["no value", "create", [{ key: "c" }], "0115"],
	["a key that is too long to be deleted", "delete", [{ key: "k".repeat(128) }], "0115"],
	["more than fit beside those that are there", "create", makePairs(9), "0116"],
])("a batch with %s is rejected, and changes nothing", async (_what, action, tags, code) => {
	const [cloud, id] = await startTagged();
	expect(errorOf(await batch(cloud, id, action, tags))).toEqual([400, `IMG.${code}`]);
	expect(await readTags(cloud, id)).toEqual(["a:1", "b:2"]);
});

test("existing tags do not count twice", async () => {
	const [cloud, id] = await startTagged({}, makeStrings(10));
	expect((await batch(cloud, id, "create", makePairs(10))).status).toBe(204);
});

test("deleting a single tag is not idempotent", async () => {
	const [cloud, id] = await startTagged();
	const path = `${tagsPath(cloud, id)}/a`;
	expect((await cloud.call("DELETE", path)).status).toBe(204);
	expect((await cloud.call("DELETE", path)).status).toBe(404);
	expect(await readTags(cloud, id)).toEqual(["b:2"]);
});

test("the tags of a missing or foreign image cannot be read or changed", async () => {
	const cloud = await startIms();
	const objects = { cloudImages: [{ create: { visibility: "public", owner: "huawei" } }] };
	const { id } = (cloud.simulator.admin.putObjects(objects) as { cloudImages: { id: string }[] }).cloudImages[0]!;
	for (const image of ["unknown", id]) {
		expect(errorOf(await cloud.call("GET", tagsPath(cloud, image)))).toEqual([404, "IMG.0027"]);
		expect((await batch(cloud, image, "create", makePairs(1))).status).toBe(404);
		expect((await cloud.call("DELETE", `${tagsPath(cloud, image)}/a`)).status).toBe(404);
	}
});
