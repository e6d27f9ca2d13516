import { openServices, project } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

let service: Service;

async function open(replies: Answering | readonly Reply[]) {
	service = await startService(replies);
	return (await openServices(service.url).for({})).imsTags;
}

afterEach(() => service?.close());

const base = `/v2/${project}/images`;
const soon = () => ({ deadline: Date.now() + 5 });

test("the operations send what the documentation says", async () => {
	const tags = await open(({ url, method }) => {
		if (url.endsWith("/resource_instances/action")) return { body: { total_count: 0, resources: [] } };
		return method === "GET" ? { body: { tags: [] } } : { status: 204 };
	});
	await tags.listTags("i-1");
	await tags.addTags("i-1", { a: "1", b: "" });
	await tags.removeTags("i-1", ["c", "d"]);
	await tags.findImagesByTag("pulumi", ["x.open", "x.done"]);
	await tags.findImagesByTag("pulumi", undefined);
	expect(service.requests.map(({ method, url, body }) => [method, url, body && JSON.parse(body)])).toEqual([
		["GET", `${base}/i-1/tags`, ""],
		[
			"POST",
			`${base}/i-1/tags/action`,
			{
				action: "create",
				tags: [
					{ key: "a", value: "1" },
					{ key: "b", value: "" },
				],
			},
		],
		["POST", `${base}/i-1/tags/action`, { action: "delete", tags: [{ key: "c" }, { key: "d" }] }],
		[
			"POST",
			`${base}/resource_instances/action`,
			{ action: "filter", limit: "1000", offset: "0", tags: [{ key: "pulumi", values: ["x.open", "x.done"] }] },
		],
		[
			"POST",
			`${base}/resource_instances/action`,
			{ action: "filter", limit: "1000", offset: "0", tags: [{ key: "pulumi", values: [] }] },
		],
	]);
});

test("an empty set of tags to add, remove or find sends nothing", async () => {
	const tags = await open([{}]);
	await tags.addTags("i-1", {});
	await tags.removeTags("i-1", []);
	expect(await tags.findImagesByTag("pulumi", [])).toEqual([]);
	expect(service.requests).toEqual([]);
});

test.each([
	["a tag", [{ key: "a", value: "1" }], { a: "1" }],
	["one without a value", [{ key: "a" }], { a: "" }],
	["one with dots and an equals sign", [{ key: "a.b", value: "c=d.e" }], { "a.b": "c=d.e" }],
	["none", [], {}],
])("%s is read", async (_what, listed, expected) => {
	const tags = await open([{ body: { tags: listed } }]);
	expect(await tags.listTags("i-1")).toEqual(expected);
});

test.each([
	["an empty object", {}],
	["tags in the form of the lists of images", { tags: ["a=1"] }],
	["a tag without a key", { tags: [{ value: "1" }] }],
])("%s is not taken for an image's tags", async (_what, body) => {
	const tags = await open([{ body }]);
	await expect(tags.listTags("i-1", soon())).rejects.toThrow("Could not read the tags of cloud image i-1");
});

test("tags whose response was lost are set again", async () => {
	const tags = await open([{ cut: true }, { status: 204 }]);
	await tags.addTags("i-1", { a: "1" });
	expect(service.requests).toHaveLength(2);
});

test("an error with status 200 is an error", async () => {
	const tags = await open([{ body: { error: { code: "IMG.0116", message: "too many" } } }]);
	await expect(tags.addTags("i-1", { a: "1" }, soon())).rejects.toThrow("IMG.0116 too many");
});

const found = (count: number, from = 0) =>
	Array.from({ length: count }, (_none, index) => ({
		resource_id: `i-${from + index}`,
		resource_name: "n",
		tags: [{ key: "pulumi", value: "x" }],
	}));

test("images are found with all their tags, on as many pages as there are", async () => {
	const tags = await open(({ body }) => {
		const { offset } = JSON.parse(body) as { offset: string };
		return { body: { total_count: 1200, resources: found(offset === "0" ? 1000 : 200, Number(offset)) } };
	});
	const images = await tags.findImagesByTag("pulumi", undefined);
	expect(images).toHaveLength(1200);
	expect(images[1199]).toEqual({ id: "i-1199", name: "n", tags: { pulumi: "x" } });
	expect(service.requests).toHaveLength(2);
});

test.each([
	[
		"fewer than announced",
		{ total_count: 3, resources: found(2) },
		'Of 3 cloud images with the tag "pulumi", only 2 are shown',
	],
	["one of them twice", { total_count: 2, resources: [...found(1), ...found(1)] }, "only 1 are shown"],
	["no number of them", { resources: found(2) }, "without the documented content"],
	["no list", { total_count: 1 }, "without the documented content"],
	["one without an id", { total_count: 1, resources: [{ resource_name: "n" }] }, "without the documented content"],
])("a search that shows %s is an error, not a result", async (_what, body, message) => {
	const tags = await open([{ body }]);
	await expect(tags.findImagesByTag("pulumi", undefined, soon())).rejects.toThrow(message);
});

test("a search that shows fewer than announced for a moment is retried", async () => {
	const tags = await open([
		{ body: { total_count: 2, resources: found(1) } },
		{ body: { total_count: 2, resources: found(2) } },
	]);
	expect(await tags.findImagesByTag("pulumi", undefined)).toHaveLength(2);
});

test("a search has no effect, so it is retried, although it is a POST", async () => {
	const tags = await open([{ cut: true }, { body: { total_count: 0 } }]);
	expect(await tags.findImagesByTag("pulumi", undefined)).toEqual([]);
});
