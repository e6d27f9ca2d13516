import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const images = (cloud: Cloud) => `/v1/${cloud.simulator.projectId}/images`;

/** Three images, a second apart. */
async function startWithThree(settings = {}): Promise<Cloud> {
	const cloud = await Cloud.start({ builtInImages: 0, ...settings });
	for (const [name, tag, service_type] of [
		["torch", "1", "TRAIN"],
		["torch", "2", "DEV"],
		["torch-vision", "1", "DEV"],
	]) {
		await cloud.call("POST", images(cloud), { swr_path: `swr.xxx.com/group/${name}:${tag}`, service_type });
		cloud.clock.advance(1000);
	}
	return cloud;
}

async function names(cloud: Cloud, query: string): Promise<string[]> {
	const { json } = await cloud.call("GET", `${images(cloud)}${query}`);
	return (json.data as { name: string; tag: string }[]).map(({ name, tag }) => `${name}:${tag}`);
}

const [first, second, third] = ["torch:1", "torch:2", "torch-vision:1"];

test.each([
	["", [third, second, first]],
	["?sort_dir=ASC", [first, second, third]],
	["?sort_key=updateTime&sort_dir=DESC", [third, second, first]],
	["?sort_key=name%2Ctag&sort_dir=ASC", [first, second, third]],
	["?name=torch", [third, second, first]],
	["?name=torch&name_fuzzy_match=false", [second, first]],
	["?namespace=group", [third, second, first]],
	["?namespace=other", []],
	["?service_type=DEV", [third, second]],
	["?type=DEDICATED", [third, second, first]],
	["?type=BUILD_IN", []],
	["?workspace_id=w", []],
	["?limit=2", [third, second]],
	["?limit=2&offset=2", [first]],
	["?offset=3", []],
])("a list with '%s' shows %j", async (query, expected) => {
	expect(await names(await startWithThree(), query)).toEqual(expected);
});

test("a list has the documented envelope, with the total of all pages", async () => {
	const cloud = await startWithThree();
	const envelope = async (query: string) => {
		const { data, ...rest } = (await cloud.call("GET", `${images(cloud)}${query}`)).json;
		return { ...rest, length: data.length };
	};
	expect(await envelope("")).toEqual({ current: 0, pages: 1, size: 200, total: 3, length: 3 });
	expect(await envelope("?limit=2&offset=2")).toEqual({ current: 1, pages: 2, size: 2, total: 3, length: 1 });
	cloud.simulator.admin.changeSettings({ firstCustomImagePage: 1, customImageListPageMax: 1 });
	expect(await envelope("")).toEqual({ current: 1, pages: 3, size: 1, total: 3, length: 1 });
});

test.each([
	["?limit=0", "6336"],
	["?limit=ten", "6332"],
	["?offset=-1", "6336"],
	["?name=Torch", "6336"],
	["?name_fuzzy_match=no", "6336"],
	["?type=OWN", "6336"],
	["?service_type=PLAY", "6336"],
	["?sort_dir=desc", "6336"],
])("a list with '%s' is rejected with %s", async (query, code) => {
	const cloud = await Cloud.start();
	const response = await cloud.call("GET", `${images(cloud)}${query}`);
	expect([response.status, response.json.error_code]).toEqual([400, `ModelArts.${code}`]);
});

test("built-in images lack optional fields, the same ones for the same seed", async () => {
	const list = async (seed: number) => {
		const cloud = await Cloud.start({ seed });
		return (await cloud.call("GET", `${images(cloud)}?type=BUILD_IN`)).json.data as Record<string, unknown>[];
	};
	const [once, again, other] = [await list(1), await list(1), await list(2)];
	expect(once).toHaveLength(6);
	expect(once).toEqual(again);
	expect(once).not.toEqual(other);
	for (const field of ["id", "name", "swr_path", "status"])
		for (const image of once) expect(image).toHaveProperty(field);
	expect([...once, ...other].some((image) => !("visibility" in image))).toBe(true);
});

test("built-in images have resource categories, except those for ARM, and no origin", async () => {
	const cloud = await Cloud.start();
	const { data } = (await cloud.call("GET", `${images(cloud)}?type=BUILD_IN`)).json;
	const listed = data as Record<string, unknown>[];
	const without = listed.filter((image) => !("resource_categories" in image));
	expect(without).toEqual(listed.filter(({ arch }) => arch === "aarch64"));
	expect(without).toHaveLength(1);
	for (const image of listed) {
		expect(image).not.toHaveProperty("origin");
		expect(image["size"]).toEqual(expect.any(Number));
	}
});

test("a list without filters shows only built-in images of an unknown service type with the SDK's defaults", async () => {
	const cloud = await Cloud.start({ customImageListDefaults: "sdk" });
	const { data } = (await cloud.call("GET", images(cloud))).json;
	for (const { type, service_type } of data) expect([type, service_type]).toEqual(["BUILD_IN", "UNKNOWN"]);
});

test("images of another project are neither listed nor found, unless they are public", async () => {
	const projects = [
		{ id: "one", name: "cn-north-4" },
		{ id: "two", name: "cn-east-3" },
	];
	const cloud = await Cloud.start({ projects, builtInImages: 0 });
	const item = (visibility: string, tag: string) => ({
		create: { swr_path: `swr.xxx.com/group/torch:${tag}`, visibility },
		projectId: "two",
	});
	const objects = { customImages: [item("PRIVATE", "1"), item("PUBLIC", "2")] };
	const { customImages } = (await cloud.admin("POST", "objects", objects)).json;
	expect((await cloud.call("GET", "/v1/one/images")).json.total).toBe(0);
	const statuses = [];
	for (const { id } of customImages) statuses.push((await cloud.call("GET", `/v1/one/images/${id}`)).status);
	expect(statuses).toEqual([404, 200]);
});

test("a group contains the tags of one name", async () => {
	const cloud = await startWithThree();
	const { json } = await cloud.call("GET", `${images(cloud)}/group?type=DEDICATED`);
	const start = cloud.clock.now() - 3000;
	const id = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	expect(json).toMatchObject({ current: 0, pages: 1, size: 200, total: 2, is_swr_enterprise: false });
	expect(json.data).toEqual([
		{ id, name: "torch", namespace: "group", create_at: start, update_at: start + 1000, version_count: 2 },
		{
			id,
			name: "torch-vision",
			namespace: "group",
			create_at: start + 2000,
			update_at: start + 2000,
			version_count: 1,
		},
	]);
	const [vision] = (await cloud.call("GET", `${images(cloud)}/group?name=vision`)).json.data;
	expect(vision).toEqual(json.data[1]);
});
