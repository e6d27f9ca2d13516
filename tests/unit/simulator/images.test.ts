import { Cloud, closeClouds } from "./cloud";
import type { Response } from "./client";

afterEach(closeClouds);

const path = "swr.xxx.com/group/pytorch_1_8:train-1.8.0";

const images = (cloud: Cloud) => `/v1/${cloud.simulator.projectId}/images`;
const register = (cloud: Cloud, changes: object = {}) =>
	cloud.call("POST", images(cloud), { swr_path: path, ...changes });
const show = (cloud: Cloud, id: string) => cloud.call("GET", `${images(cloud)}/${id}`);
const remove = (cloud: Cloud, id: string, query = "", body?: unknown) =>
	cloud.call("DELETE", `${images(cloud)}/${id}${query}`, body);
const errorOf = ({ status, json }: Response) => [status, json.error_code];

test("a registration returns the parts of the path and the documented defaults, and is ACTIVE at once", async () => {
	const cloud = await Cloud.start();
	const { status, json } = await register(cloud);
	expect(status).toBe(200);
	expect(json).toMatchObject({
		name: "pytorch_1_8",
		namespace: "group",
		tag: "train-1.8.0",
		swr_path: path,
		arch: "x86_64",
		description: "",
		dev_services: ["NOTEBOOK", "SSH"],
		resource_categories: ["CPU", "GPU"],
		service_type: "UNKNOWN",
		origin: "CUSTOMIZE",
		status: "ACTIVE",
		type: "DEDICATED",
		visibility: "PRIVATE",
		workspace_id: "0",
		create_at: cloud.clock.now(),
	});
	expect((await show(cloud, json.id as string)).json).toEqual(json);
});

test("an image has the values of its registration", async () => {
	const cloud = await Cloud.start({ lowerCaseArch: false, registerStatus: "201" });
	const own = { description: "d", origin: "IMAGE_SAVE", service_type: "DEV", visibility: "PUBLIC", read_me: "r" };
	const more = { arch: "AARCH64", flavor_type: "ASCEND_SNT9", swr_instance_id: "s" };
	const request = { ...own, ...more, resource_category: ["ASCEND"], services: ["SSH"] };
	const { status, json } = await register(cloud, request);
	expect(status).toBe(201);
	expect(json).toMatchObject({ ...own, ...more, resource_categories: ["ASCEND"], dev_services: ["SSH"] });
});

test.each([
	[{ swr_path: undefined }, "6335"],
	[{ swr_path: "too/short:1" }, "6336"],
	[{ swr_path: "swr.xxx.com/no-tag/there" }, "6336"],
	[{ swr_path: "swr.xxx.com/name-alone:tag" }, ""],
	[{ swr_path: 7 }, "6332"],
	[{ arch: "x86_64" }, "6336"],
	[{ description: "d".repeat(513) }, "6336"],
	[{ origin: "ELSEWHERE" }, "6336"],
	[{ resource_category: ["TPU"] }, "6336"],
	[{ services: "SSH" }, "6332"],
	[{ service_type: "PLAY" }, "6336"],
	[{ visibility: "SECRET" }, "6336"],
	[{ workspace_id: "short" }, "6336"],
	[{ read_me: "r".repeat(3001) }, "6336"],
])("a registration with %j is rejected with %s, or accepted", async (changes, code) => {
	const cloud = await Cloud.start();
	const response = await register(cloud, changes);
	expect(errorOf(response)).toEqual(code ? [400, `ModelArts.${code}`] : [200, undefined]);
});

test("a path can be registered once, and again after its deletion", async () => {
	const cloud = await Cloud.start();
	const { json } = await register(cloud);
	expect(errorOf(await register(cloud))).toEqual([400, "ModelArts.6737"]);
	await remove(cloud, json.id as string);
	expect((await register(cloud)).status).toBe(200);
	cloud.simulator.admin.changeSettings({ uniqueSwrPaths: false });
	expect((await register(cloud)).status).toBe(200);
});

test("a registration with strictWorld needs an image in SWR, and has its size", async () => {
	const cloud = await Cloud.start({ strictWorld: true, maxCustomImageSize: 1000 });
	expect(errorOf(await register(cloud))).toEqual([400, "ModelArts.6797"]);
	cloud.simulator.admin.putObjects({ swrImages: [{ path, size: 1001 }] });
	expect(errorOf(await register(cloud))).toEqual([400, "ModelArts.6771"]);
	cloud.simulator.admin.putObjects({ swrImages: [{ path, size: 1000 }] });
	expect((await register(cloud)).json.size).toBe(1000);
});

test.each([
	["INIT", "ACTIVE", ["INIT", "CREATING", "ACTIVE"]],
	["CREATING", "ACTIVE", ["CREATING", "CREATING", "ACTIVE"]],
	["INIT", "ERROR", ["INIT", "CREATING", "ERROR"]],
	["CREATING", "CREATE_FAILED", ["CREATING", "CREATING", "CREATE_FAILED"]],
] as const)("a registration with a duration goes from %s to %s", async (registerShows, end, expected) => {
	const failures = end === "ACTIVE" ? [] : [{ path: "pytorch", status: end, statusMessage: "no such layer" }];
	const settings = { registerShows, customImageFailures: failures, durations: { registerImage: 3000 } };
	const cloud = await Cloud.start(settings);
	const { json } = await register(cloud);
	const seen = [json.status];
	for (let step = 0; step < 2; step++) {
		cloud.clock.advance(1500);
		seen.push((await show(cloud, json.id as string)).json.status);
	}
	expect(seen).toEqual(expected);
	const { status_message } = (await show(cloud, json.id as string)).json;
	expect(status_message).toBe(end === "ACTIVE" ? "" : "no such layer");
});

test("a failing registration without a duration fails at once", async () => {
	const cloud = await Cloud.start({ customImageFailures: [{ status: "ERROR" }] });
	const first = (await register(cloud)).json;
	expect([first.status, (await show(cloud, first.id as string)).json.status]).toEqual(["ERROR", "ERROR"]);
	expect((await register(cloud, { swr_path: `${path}-2` })).json.status).toBe("ACTIVE");
});

test.each([
	["404", [404, "ModelArts.0015"]],
	["6404", [400, "ModelArts.6404"]],
	["DELETED", [200, undefined]],
] as const)("a deleted image with deletedCustomImage %s is answered with %j", async (deletedCustomImage, expected) => {
	const cloud = await Cloud.start({ deletedCustomImage });
	const { id } = (await register(cloud)).json;
	expect(await remove(cloud, id as string)).toMatchObject({ status: 200, json: { id, status: "DELETED" } });
	const detail = await show(cloud, id as string);
	expect(errorOf(detail)).toEqual(expected);
	if (deletedCustomImage === "DELETED") expect(detail.json.status).toBe("DELETED");
	expect((await remove(cloud, id as string)).status).toBe(deletedCustomImage === "6404" ? 400 : 404);
	expect(cloud.simulator.admin.state()["customImages"]).toEqual([]);
});

test.each([
	["", undefined, []],
	["?force=false", { is_force: false }, []],
	["?force=true", undefined, [{ force: true, is_force: false }]],
	["", { is_force: true }, [{ force: false, is_force: true }]],
	["?force=true", { is_force: true }, [{ force: true, is_force: true }]],
])("a delete with '%s' and %j purges %j", async (query, body, expected) => {
	const cloud = await Cloud.start();
	cloud.simulator.admin.putObjects({ swrImages: [path] });
	const { id } = (await register(cloud)).json;
	expect((await remove(cloud, id as string, query, body)).status).toBe(200);
	const { purgedSwrImages, swrImages } = cloud.simulator.admin.state();
	expect(purgedSwrImages).toMatchObject(expected.map((purge) => ({ ...purge, swr_path: path })));
	expect(swrImages).toHaveLength(expected.length === 0 ? 1 : 0);
});

test.each([
	["?force=yes", undefined, "6336"],
	["", { is_force: "true" }, "6332"],
	["", "no JSON", "6400"],
])("a delete with '%s' and %j is rejected with %s", async (query, body, code) => {
	const cloud = await Cloud.start();
	const { id } = (await register(cloud)).json;
	expect(errorOf(await remove(cloud, id as string, query, body))).toEqual([400, `ModelArts.${code}`]);
});

test("a delete can be answered without a body, and is denied for a built-in image", async () => {
	const cloud = await Cloud.start({ deleteCustomImageStatus: "204" });
	const { id } = (await register(cloud)).json;
	expect(await remove(cloud, id as string)).toMatchObject({ status: 204, text: "" });
	const [builtIn] = (await cloud.call("GET", `${images(cloud)}?type=BUILD_IN`)).json.data;
	expect((await remove(cloud, builtIn.id as string)).status).toBe(403);
});

test("the admin API creates, changes and removes an image out of band", async () => {
	const cloud = await Cloud.start();
	const put = async (item: object) =>
		(await cloud.admin("POST", "objects", { customImages: [item] })).json.customImages[0];
	const { id } = await put({ create: { swr_path: path }, patch: { description: "theirs" } });
	expect((await show(cloud, id as string)).json).toMatchObject({ description: "theirs", status: "ACTIVE" });
	await put({ swr_path: path, patch: { status: "ERROR", description: null } });
	const { json } = await show(cloud, id as string);
	expect([json.status, "description" in json]).toEqual(["ERROR", false]);
	await put({ id, remove: true });
	expect((await show(cloud, id as string)).status).toBe(404);
});
