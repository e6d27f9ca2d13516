import { closeClouds } from "./cloud";
import type { Cloud } from "./cloud";
import { refusalOf, startIms } from "./ims-client";

afterEach(closeClouds);

const ask = (cloud: Cloud, question: object) =>
	cloud.call("POST", `/v2/${cloud.simulator.projectId}/images/resource_instances/action`, question);

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
	["nothing said", {}, ["bare", "red-large", "blue-small", "red-small"]],
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
])("images are found by %s", async (_what, question, expected) => {
	const cloud = await startWithFour();
	const { json } = await ask(cloud, { action: "filter", ...question });
	const found = json.resources as { resource_name: string }[];
	expect(found.map(({ resource_name }) => resource_name)).toEqual(expected);
	const counted = await ask(cloud, { action: "count", ...question });
	expect(counted.json).toEqual({ total_count: json.total_count });
	expect(json.total_count).toBe("limit" in question ? 4 : expected.length);
});

test("an image is found with its id, name, status and all its tags", async () => {
	const cloud = await startWithFour();
	const { resources } = (await ask(cloud, { action: "filter", tags: [red, small] })).json;
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
	expect((await ask(cloud, byId)).json.total_count).toBe(1);
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
])("a question with %s is refused", async (_what, question, code) => {
	expect(refusalOf(await ask(await startWithFour(), question))).toEqual([400, `IMG.${code}`]);
});

test("an image in the making is found too, unless the service hides it", async () => {
	const cloud = await startIms();
	await cloud.call("POST", "/v2/cloudimages/action", { name: "n", instance_id: "s", tags: ["color.red"] });
	const count = async () => (await ask(cloud, { action: "count", tags: [red] })).json.total_count as number;
	expect(await count()).toBe(1);
	cloud.simulator.admin.changeSettings({ imageWhileJobRuns: "hidden" });
	expect(await count()).toBe(0);
	cloud.clock.advance(10_000);
	expect(await count()).toBe(1);
});

test("the tags of all images are told together", async () => {
	const cloud = await startWithFour();
	expect((await cloud.call("GET", `/v2/${cloud.simulator.projectId}/images/tags`)).json.tags).toEqual([
		{ key: "color", values: ["red", "blue"] },
		{ key: "size", values: ["s", "l"] },
	]);
});
