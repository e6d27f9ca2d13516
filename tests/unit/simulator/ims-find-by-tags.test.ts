import { closeClouds } from "./cloud";
import type { Cloud } from "./cloud";
import { errorOf, startIms } from "./ims-client";

afterEach(closeClouds);

const findByTags = (cloud: Cloud, query: object) =>
	cloud.call("POST", `/v2/${cloud.simulator.projectId}/images/resource_instances/action`, query);

async function startWithFour(settings = {}): Promise<Cloud> {
	const cloud = await startIms(settings);
	const cloudImages = [
		{ create: { name: "red-small" }, tags: { color: "red", size: "s" } },
		{ create: { name: "blue-small" }, tags: { color: "blue", size: "s" } },
		{ create: { name: "red-large" }, tags: { color: "red", size: "l" } },
		{ create: { name: "bare" } },
	];
	cloud.simulator.admin.putObjects({ cloudImages });
	return cloud;
}

const red = { key: "color", values: ["red"] };
const blue = { key: "color", values: ["blue"] };
const small = { key: "size", values: ["s"] };

test.each([
	["no filter", {}, ["bare", "red-large", "blue-small", "red-small"]],
	["one tag", { tags: [red] }, ["red-large", "red-small"]],
	["all of two tags", { tags: [red, small] }, ["red-small"]],
	["one of two values", { tags: [{ key: "color", values: ["red", "blue"] }, small] }, ["blue-small", "red-small"]],
	["any value", { tags: [{ key: "color", values: [] }] }, ["red-large", "blue-small", "red-small"]],
	["any of two tags", { tags_any: [blue, small] }, ["blue-small", "red-small"]],
	["not both tags", { not_tags: [red, small] }, ["bare", "red-large", "blue-small"]],
	["none of two tags", { not_tags_any: [red, small] }, ["bare"]],
	["no tag at all", { without_any_tag: true }, ["bare"]],
	["a part of the name", { matches: [{ key: "resource_name", value: "small" }] }, ["blue-small", "red-small"]],
	["a page", { limit: "2", offset: "1" }, ["red-large", "blue-small"]],
])("images are found by tags: %s", async (_what, query, expected) => {
	const cloud = await startWithFour();
	const { json } = await findByTags(cloud, { action: "filter", ...query });
	const found = json.resources as { resource_name: string }[];
	expect(found.map(({ resource_name }) => resource_name)).toEqual(expected);
	const counted = await findByTags(cloud, { action: "count", ...query });
	expect(counted.json).toEqual({ total_count: json.total_count });
	expect(json.total_count).toBe("limit" in query ? 4 : expected.length);
});

test("a found image has its id, name, status and all its tags", async () => {
	const cloud = await startWithFour();
	const { resources } = (await findByTags(cloud, { action: "filter", tags: [red, small] })).json;
	expect(resources).toEqual([
		{
			resource_id: expect.any(String),
			resource_name: "red-small",
			resource_detail: { status: "active" },
			tags: [
				{ key: "color", value: "red" },
				{ key: "size", value: "s" },
			],
		},
	]);
	const byId = { action: "count", matches: [{ key: "resource_id", value: resources[0].resource_id }] };
	expect((await findByTags(cloud, byId)).json.total_count).toBe(1);
});

test.each([
	["no action", { tags: [red] }, "0001"],
	["another action", { action: "find" }, "0001"],
	["an empty list", { action: "filter", tags: [] }, "0001"],
	["a key twice", { action: "filter", tags: [red, blue] }, "0115"],
	["too many values", { action: "filter", tags: [{ key: "k", values: Array(11).fill("v") }] }, "0001"],
	["no values", { action: "filter", tags: [{ key: "k" }] }, "0001"],
	["a number as limit", { action: "filter", limit: 10 }, "0001"],
	["a limit that is too large", { action: "filter", limit: "1001" }, "0001"],
	["a negative offset", { action: "filter", offset: "-1" }, "0001"],
	["something else to match", { action: "filter", matches: [{ key: "color", value: "red" }] }, "0001"],
])("a tag query with %s is rejected", async (_what, query, code) => {
	expect(errorOf(await findByTags(await startWithFour(), query))).toEqual([400, `IMG.${code}`]);
});

test("a pending image is found by its tags unless the service hides it", async () => {
	const cloud = await startIms();
	await cloud.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: "s", tags: ["color.red"] });
	const count = async () => (await findByTags(cloud, { action: "count", tags: [red] })).json.total_count as number;
	expect(await count()).toBe(1);
	cloud.simulator.admin.changeSettings({ imageWhileJobRuns: "hidden" });
	expect(await count()).toBe(0);
	cloud.clock.advance(10_000);
	expect(await count()).toBe(1);
});

test("the tags of all images are listed by key", async () => {
	const cloud = await startWithFour();
	expect((await cloud.call("GET", `/v2/${cloud.simulator.projectId}/images/tags`)).json.tags).toEqual([
		{ key: "color", values: ["red", "blue"] },
		{ key: "size", values: ["s", "l"] },
	]);
});
