import { openSimulatedCloud, type SettingsChange } from "modelarts-simulator";
import { Cloud, closeClouds, validInstance, waitUntil } from "./cloud";
import { signHeaders, writeDate } from "./client";

afterEach(closeClouds);

const create = { operation: "createInstance" };
const countInstances = ({ simulator }: Cloud) => (simulator.admin.state() as { instances: unknown[] }).instances.length;

test.each(["first", "second"] as const)("a duplicated create is carried out twice: %s response", async (duplicate) => {
	const cloud = await Cloud.start({ nameScope: "none" });
	cloud.simulator.admin.addFault({ match: create, action: { duplicate } });
	const { json } = await cloud.create();
	const { instances } = cloud.simulator.admin.state() as { instances: { id: string }[] };
	expect(instances).toHaveLength(2);
	expect(json.id).toBe(instances[duplicate === "first" ? 0 : 1]?.id);
	expect(cloud.simulator.admin.requests()).toMatchObject([{ fault: `duplicate, ${duplicate} response` }]);
});

test("the second delivery of a unique name is refused, and the client may get that response", async () => {
	const cloud = await Cloud.start();
	cloud.simulator.admin.addFault({ match: create, action: { duplicate: "second" } });
	expect((await cloud.create()).status).toBe(400);
	expect(countInstances(cloud)).toBe(1);
});

test("a stale read shows what was true so many milliseconds ago, and the next one the present", async () => {
	const cloud = await Cloud.start();
	cloud.simulator.admin.addFault({ match: { operation: "getInstance" }, action: { staleMs: 2000 }, times: 2 });
	const { id } = (await cloud.create()).json;
	cloud.clock.advance(1000);
	expect((await cloud.get(id)).json.error_code).toBe("ModelArts.6309");
	cloud.clock.advance(2000);
	expect((await cloud.get(id)).json.status).toBe("CREATING");
	expect((await cloud.get(id)).json.status).toBe("RUNNING");
	expect(cloud.simulator.admin.requests()[1]).toMatchObject({ fault: "stale by 2000 ms" });
});

test("a list with a gap lacks one member", async () => {
	const cloud = await Cloud.start({ nameScope: "none" });
	for (let count = 0; count < 3; count++) await cloud.create();
	cloud.simulator.admin.addFault({ match: { operation: "getInstanceList" }, action: { gap: true } });
	const count = async () => ((await cloud.list()).json.instances as unknown[]).length;
	expect([await count(), await count()]).toEqual([2, 3]);
});

test("the setting `duplicates` repeats changing requests only", async () => {
	const cloud = await Cloud.start({ nameScope: "none", duplicates: 1 });
	await cloud.create();
	await cloud.list();
	expect(countInstances(cloud)).toBe(2);
	expect(cloud.simulator.admin.requests()[1]).toMatchObject({ operation: "getInstanceList", fault: null });
});

test("a late effect comes after the lost response, by the simulator's clock", async () => {
	const cloud = await Cloud.start();
	cloud.simulator.admin.addFault({ match: create, action: { reset: true }, effectAfterMs: 5000 });
	await expect(cloud.create()).rejects.toMatchObject({ code: "ECONNRESET" });
	cloud.clock.advance(4999);
	expect(countInstances(cloud)).toBe(0);
	cloud.clock.advance(1);
	await waitUntil(() => countInstances(cloud) === 1);
});

test("a reset drops effects to come", async () => {
	const cloud = await Cloud.start();
	cloud.simulator.admin.addFault({ match: create, action: { status: 504 }, effectAfterMs: 5000 });
	expect((await cloud.create()).status).toBe(504);
	cloud.simulator.admin.reset();
	cloud.clock.advance(5000);
	await new Promise((resolve) => setImmediate(resolve));
	expect(countInstances(cloud)).toBe(0);
});

test("the setting `lateEffects` draws its delay from `lateEffectDelay`", async () => {
	const cloud = await Cloud.start({ lateEffects: 1, lateEffectDelay: 1000 });
	await cloud.create().catch(() => undefined);
	expect(countInstances(cloud)).toBe(0);
	expect(cloud.simulator.admin.requests()[0]?.fault).toMatch(/^(reset|504), effect after 1000 ms$/);
	cloud.clock.advance(1000);
	await waitUntil(() => countInstances(cloud) === 1);
});

test.each<[object, RegExp]>([
	[{ action: { duplicate: true } }, /must be "first" or "second"/],
	[{ action: { reset: true }, effectAfterMs: -1 }, /'effectAfterMs' must be a number/],
	[{ action: { delayMs: 1 }, effectAfterMs: 1 }, /'action' needs one of status, reset, malformed, truncate/],
	[{ action: { reset: true }, effectAfterMs: 1, afterEffect: true }, /exclude each other/],
])("an invalid fault is rejected: %j", async (fault, message) => {
	const cloud = await Cloud.start();
	expect((await cloud.admin("POST", "faults", fault)).json.error).toMatch(message);
});

test.each<[object, string]>([
	[{ duplicates: 2 }, "'duplicates' must be a number from 0 to 1"],
	[{ secondActorActs: ["pray"] }, `'secondActorActs' must be a list of "stop"`],
	[{ readLags: { getInstances: 1 } }, "Did you mean 'getInstance'?"],
])("an invalid setting is rejected: %j", async (change, message) => {
	const cloud = await Cloud.start();
	expect((await cloud.admin("POST", "settings", change)).json.error).toContain(message);
});

test("a fault matches requests that change something, or only others", async () => {
	const cloud = await Cloud.start();
	cloud.simulator.admin.addFault({ match: { changes: true }, action: { status: 503 } });
	cloud.simulator.admin.addFault({ match: { changes: false }, action: { status: 502 } });
	expect((await cloud.list()).status).toBe(502);
	expect((await cloud.create()).status).toBe(503);
});

test("a read lag of one operation leaves the others as they are", async () => {
	const cloud = await Cloud.start({ readLags: { getInstanceList: 1000 } });
	const { json } = await cloud.create();
	expect((await cloud.list()).json.total_count).toBe(0);
	expect((await cloud.get(json.id)).status).toBe(200);
});

test("a list with a gap lacks one member, which a single read and the state show", async () => {
	const cloud = await Cloud.start({ listGaps: 1 });
	const ids = [cloud.put("RUNNING", { name: "a" }), cloud.put("RUNNING", { name: "b" })];
	const totals = new Set<number>();
	for (let index = 0; index < 20; index++) {
		const { json } = await cloud.list();
		expect(json.instances).toHaveLength(1);
		totals.add(json.total_count);
	}
	expect(totals).toEqual(new Set([1, 2]));
	for (const id of ids) expect((await cloud.get(id)).status).toBe(200);
	expect(countInstances(cloud)).toBe(2);
});

test("disturbances are the same for the same seed", async () => {
	const faults = async (seed: number) => {
		const cloud = await Cloud.start({ seed, duplicates: 0.3, lateEffects: 0.3, nameScope: "none" });
		for (let index = 0; index < 20; index++) await cloud.create().catch(() => undefined);
		return cloud.simulator.admin.requests().map(({ fault }) => fault);
	};
	const [first, second, other] = [await faults(1), await faults(1), await faults(2)];
	expect(first).toEqual(second);
	expect(first).not.toEqual(other);
});

function openCloud(settings: SettingsChange = {}) {
	const cloud = openSimulatedCloud({ settings });
	const call = (method: string, path: string, body?: object) => {
		const text = body === undefined ? "" : JSON.stringify(body);
		const headers = { host: "h", "x-sdk-date": writeDate(Date.now()) };
		const url = `/v1/${cloud.projectId}/demanager/instances${path}`;
		const request = { method, target: url, body: text };
		return cloud.receive({ method, url, headers: signHeaders(cloud, request, headers), body: text });
	};
	return { cloud, call };
}

test("a cloud without a server answers as one with it", async () => {
	const { cloud, call } = openCloud();
	const created = JSON.parse((await call("POST", "", validInstance))?.text ?? "") as { id: string };
	expect(await call("GET", `/${created.id}`)).toMatchObject({ status: 200 });
	expect(await call("GET", "/%41/b")).toMatchObject({ status: 404 });
	cloud.admin.addFault({ match: { operation: "getInstance" }, action: { truncate: true } });
	expect(await call("GET", `/${created.id}`)).toBeUndefined();
	const headers = { host: "h", "x-sdk-date": writeDate(Date.now()), authorization: "SDK-HMAC-SHA256 wrong" };
	const url = `/v1/${cloud.projectId}/demanager/instances`;
	expect(await cloud.receive({ method: "GET", url, headers, body: "" })).toMatchObject({ status: 401 });
	expect(cloud.admin.requests().map(({ operation, status }) => [operation, status])).toEqual([
		["createInstance", 200],
		["getInstance", 200],
		[null, 404],
		["getInstance", null],
		["getInstanceList", 401],
	]);
});
